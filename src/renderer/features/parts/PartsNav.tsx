// The sections of the parts room, as links in its head.

import { partsWords as words } from '#core/words/rooms-parts.ts'
import { SectionLinks } from '#renderer/ui/SectionLinks.tsx'

export function PartsNav(): React.JSX.Element {
  const sections = [
    { href: '/parts', label: words.catalogue },
    { href: '/parts/places', label: words.places },
    { href: '/parts/order', label: words.order }
  ]
  return <SectionLinks label={words.sections} sections={sections} />
}
