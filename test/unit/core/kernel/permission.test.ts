// Who may do what: the matrix as a table, so that a change of a role is seen here.

import { describe, expect, it } from 'vitest'
import { isAllowed, type Permission, permissions, roles } from '#core/kernel/permission.ts'
import { commands, entities } from '#core/registry.ts'
import { smallWorld } from '../support/small-world.ts'

const matrix: Readonly<Record<Permission, string>> = {
  'ticket.work': 'agent technician dispatcher manager administrator',
  'ticket.assign': 'agent technician dispatcher manager administrator',
  'ticket.archive': 'dispatcher manager administrator',
  'time.own': 'agent technician dispatcher manager administrator',
  'time.all': 'dispatcher manager administrator',
  'client.edit': 'agent dispatcher manager administrator',
  'asset.edit': 'agent technician dispatcher manager administrator',
  'contract.read': 'agent dispatcher manager administrator',
  'contract.edit': 'manager administrator',
  'terms.edit': 'manager administrator',
  'billing.edit': 'dispatcher manager administrator',
  'billing.post': 'manager administrator',
  'invoice.on-site': 'agent technician dispatcher manager administrator',
  'part.edit': 'dispatcher manager administrator',
  'stock.move': 'agent technician dispatcher manager administrator',
  'organisation.edit': 'administrator',
  'import.run': 'agent dispatcher manager administrator',
  'conflict.settle': 'agent technician dispatcher manager administrator',
  'cost.read': 'manager administrator'
}

describe('permissions', () => {
  it.each(Object.entries(matrix))('%s belongs to %s', (permission, holders) => {
    expect(roles.filter((role) => isAllowed(role, permission as Permission)).toSorted()).toEqual(holders.split(' ').toSorted())
  })

  it('has a holder for what every command and every sensitive record requires', () => {
    for (const { requires } of [...commands, ...entities.filter((entity) => entity.requires)])
      expect(Object.keys(permissions)).toContain(requires)
  })

  it.each(
    roles
      .flatMap((role) => commands.map((command) => [role, command.name] as const))
      .filter(([role, name]) => {
        const requires = commands.find((command) => command.name === name)?.requires
        return requires && !isAllowed(role, requires)
      })
  )('a %s is refused %s before anything is read', async (role, name) => {
    const { world } = await smallWorld()
    const result = await world.run(name, {}, { actor: { role } })
    expect(result).toMatchObject({ ok: false, error: { type: 'forbidden' } })
  })
})
