// The first start with the sample: the MSP of sample/ is loaded in one go, and everybody in it gets the same password, which is no secret.

import { hashPassword } from './auth/passwords.ts'
import type { SamplePerson } from './http/context.ts'
import { asOwner, createOrganisation, organisationIds, whenAlone } from './postgres/owner.ts'
import { sampleAdministratorEmail, sampleOrganisationId } from './sample/people.ts'
import { generateSample } from './sample/sample.ts'
import { type ScaleName, sampleScales } from './sample/scale.ts'

/** Password of everybody in the sample. */
export const samplePassword = 'fixpoint-sample'

const seed = 1

/** Loads the sample into an empty database. @param now where it ends, UTC milliseconds @returns whether it did */
export function loadSample(ownerUrl: string, scale: ScaleName, now: number): Promise<boolean> {
  return asOwner(ownerUrl, async (owner) => {
    await whenAlone(owner)
    if ((await organisationIds(owner)).length > 0) return false
    await createOrganisation(owner, sampleOrganisationId, generateSample({ seed, now, scale: sampleScales[scale] }))
    await owner.query(
      `INSERT INTO fixpoint.account (organisation_id, person_id, password_hash)
       SELECT p.organisation_id, p.id, $2 FROM fixpoint.person p WHERE p.organisation_id = $1`,
      [sampleOrganisationId, await hashPassword(samplePassword)]
    )
    return true
  })
}

/** Who can be switched to: the sample's active people, its administrator first. */
export function samplePeople(ownerUrl: string): Promise<readonly SamplePerson[]> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<SamplePerson>(
      `SELECT p.id AS "personId", p.doc->>'name' AS name, p.doc->>'email' AS email, p.doc->>'role' AS role
       FROM fixpoint.person p JOIN fixpoint.account a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
       WHERE p.organisation_id = $1 AND p.deleted_at IS NULL AND (p.doc->>'active')::boolean
       ORDER BY p.doc->>'email' <> $2, p.doc->>'name'`,
      [sampleOrganisationId, sampleAdministratorEmail]
    )
    return rows
  })
}
