// Lets a person choose files. The page's own file field works in desktop and browser alike, and shows only what was chosen.

/** Files of these types that were chosen; none when the choice was cancelled. */
export function chooseFiles(types: readonly string[], several: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const field = document.createElement('input')
    field.type = 'file'
    field.accept = types.join(',')
    field.multiple = several
    field.addEventListener('change', () => resolve([...(field.files ?? [])]))
    field.addEventListener('cancel', () => resolve([]))
    field.click()
  })
}
