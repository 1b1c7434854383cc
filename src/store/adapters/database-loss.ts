// Hears it when the browser says that it lost a database and opened an empty one in its place. It says so once, in the event that creates
// the new one, to whoever happens to open a database first; here it is kept until the profile's own store has it in writing.

/** What Chromium tells beside the versions; TypeScript's library doesn't have it. */
interface LossEvent extends IDBVersionChangeEvent {
  readonly dataLoss?: string
  readonly dataLossMessage?: string
}

/** Losses by the name of the database that told of them. */
const losses = new Map<string, string>()

/** The factory, overheard. */
export function hearLosses(factory: IDBFactory): IDBFactory {
  return {
    open(name, version) {
      const request = version === undefined ? factory.open(name) : factory.open(name, version)
      request.addEventListener('upgradeneeded', (event: LossEvent) => {
        if (event.dataLoss !== undefined && event.dataLoss !== 'none') losses.set(name, event.dataLossMessage || event.dataLoss)
      })
      return request
    },
    deleteDatabase: (name) => factory.deleteDatabase(name),
    databases: () => factory.databases(),
    cmp: (first, second) => factory.cmp(first, second)
  }
}

/** What was heard of the loss of a database; null: nothing. */
export function lossOf(name: string): string | null {
  return losses.get(name) ?? null
}
