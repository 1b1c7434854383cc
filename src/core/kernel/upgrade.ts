// Old forms of a command: a chain of small functions, each from one version to the next. A command that waits in an outbox for weeks is
// understood by a server that was updated meanwhile, and by this device's own newer build when it is replayed.

/** From version n to n + 1. */
export type UpgradeStep<Form> = (old: Form) => Form

/**
 * Makes a command's `upgrade` (or `upgradeBase`) of its steps; the first one leads from version 1 to 2, and there is one for each
 * version before today's.
 */
export function upgradeChain<Form>(...steps: readonly UpgradeStep<Form>[]): (old: Form, fromVersion: number) => Form {
  return (old, fromVersion) => steps.slice(fromVersion - 1).reduce((form, step) => step(form), old)
}
