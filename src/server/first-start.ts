// The first start of an empty database: an organisation with one administrator who was named in the environment.

import { randomUUID } from 'node:crypto'
import { numberSeries } from '#core/billing/number-series.entity.ts'
import { officeSeries } from '#core/billing/office-series.ts'
import type { Organisation } from '#core/organisation/organisation.entity.ts'
import type { Person } from '#core/organisation/person.entity.ts'
import { hashPassword } from './auth/passwords.ts'
import { asOwner, createOrganisation, organisationIds, whenAlone } from './postgres/owner.ts'

/** Who runs the place. */
export interface FirstAdministrator {
  readonly organisationName: string
  readonly email: string
  readonly password: string
}

/** Makes the organisation when there is none. @returns whether it did */
export function createFirstOrganisation(ownerUrl: string, first: FirstAdministrator, now: number): Promise<boolean> {
  return asOwner(ownerUrl, async (owner) => {
    await whenAlone(owner)
    if ((await organisationIds(owner)).length > 0) return false
    const organisationId = randomUUID()
    const organisation: Organisation = {
      id: organisationId,
      clientId: null,
      name: first.organisationName,
      currency: 'EUR',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      language: 'en',
      updatedAt: now
    }
    const person: Person = {
      id: randomUUID(),
      clientId: null,
      name: first.email.split('@')[0] ?? first.email,
      email: first.email,
      role: 'administrator',
      teamIds: [],
      clientIds: null,
      skills: [],
      timeZone: organisation.timeZone,
      workingHours: [],
      active: true,
      avatarColour: 'blue',
      createdAt: now,
      updatedAt: now
    }
    await createOrganisation(owner, organisationId, [
      { entity: 'organisation', doc: { ...organisation } },
      { entity: 'person', doc: { ...person } },
      ...officeSeries(now).map((doc) => ({ entity: numberSeries.name, doc }))
    ])
    await owner.query('SELECT fixpoint.set_password($1, $2, $3)', [organisationId, person.id, await hashPassword(first.password)])
    return true
  })
}
