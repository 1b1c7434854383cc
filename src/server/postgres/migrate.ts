// Brings a database to today's schema. Repeatable: every statement can run again, and two processes that start at once take turns.
// When the schema's fingerprint is already there, nothing runs.

import { createHash } from 'node:crypto'
import pg from 'pg'
import { authFunctionStatements } from './auth-functions.ts'
import { decisionFunctionStatements } from './decision-functions.ts'
import { deviceFunctionStatements } from './device-functions.ts'
import { policyStatements } from './policies.ts'
import { purgeFunctionStatements } from './purge-functions.ts'
import { appRole } from './roles.ts'
import { tableStatements } from './tables.ts'
import { withdrawPrivateStatements } from './withdraw-private.ts'

const migrationLock = 7_266_301

/** Migrates as the owner role. @param ownerUrl address of `fixpoint_owner` */
export async function migrate(ownerUrl: string): Promise<void> {
  const functions = [
    ...decisionFunctionStatements(),
    ...authFunctionStatements(),
    ...deviceFunctionStatements(),
    ...purgeFunctionStatements()
  ]
  const statements = [...tableStatements(), ...policyStatements(), ...functions, ...grants, ...withdrawPrivateStatements]
  const fingerprint = createHash('sha256').update(statements.join(';\n')).digest('hex')
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('BEGIN')
    await owner.query(`SELECT pg_advisory_xact_lock(${migrationLock})`)
    await owner.query('CREATE TABLE IF NOT EXISTS fixpoint.migration (fingerprint text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())')
    const known = await owner.query('SELECT 1 FROM fixpoint.migration WHERE fingerprint = $1', [fingerprint])
    if (known.rowCount === 0) {
      for (const statement of statements) await owner.query(statement)
      await owner.query('DELETE FROM fixpoint.migration')
      await owner.query('INSERT INTO fixpoint.migration (fingerprint) VALUES ($1)', [fingerprint])
    }
    await owner.query('COMMIT')
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    await owner.end()
  }
}

/** Only what requests call may be called by the application's role. */
const grants: readonly string[] = [
  `GRANT USAGE ON SCHEMA fixpoint TO ${appRole}`,
  'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fixpoint FROM PUBLIC',
  `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fixpoint FROM ${appRole}`,
  `GRANT EXECUTE ON FUNCTION fixpoint.viewer_organisation, fixpoint.viewer_clients, fixpoint.viewer_may, fixpoint.viewer_hidden,
    fixpoint.organisation_head, fixpoint.lock_organisation, fixpoint.device_high_water, fixpoint.find_person, fixpoint.find_commands,
    fixpoint.rows_present, fixpoint.rows_following, fixpoint.commit_decision, fixpoint.begin_sign_in, fixpoint.end_sign_in,
    fixpoint.organisation_name, fixpoint.set_password, fixpoint.begin_password_change, fixpoint.close_person, fixpoint.open_session, fixpoint.find_session, fixpoint.spend_refresh,
    fixpoint.close_device, fixpoint.is_device_revoked, fixpoint.find_rescue_key, fixpoint.keep_rescue_key, fixpoint.keep_rescue,
    fixpoint.find_rescue, fixpoint.rescued_commands, fixpoint.any_administrator, fixpoint.count_upload, fixpoint.lacks_series,
    fixpoint.known_organisations, fixpoint.raise_horizon, fixpoint.purge_slice TO ${appRole}`
]
