// Row-level security: the second fence. It is computed in the database from the person's own row (role, clients, active) and shares no
// code with store/visibility.ts. Without a context of organisation and person no row shows, and it holds for the tables' owner's
// neighbours alike: the application's role owns nothing and bypasses nothing. The helper functions are evaluated once per query.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import { isAllowed, type Permission, permissions, roles } from '#core/kernel/permission.ts'
import { entities } from '#core/registry.ts'
import { quotingField } from '../store/visibility.ts'
import { appRole, ownerRole } from './roles.ts'
import { fixedTableNames } from './tables.ts'

/** Statements that put the fence up; repeatable. */
export function policyStatements(): readonly string[] {
  return [
    ...viewerFunctions,
    ...requirementRows(),
    ...entities.flatMap((entity) => [
      ...fence(entity.name, entityCondition(entity)),
      `GRANT SELECT ON fixpoint.${entity.name} TO ${appRole}`
    ]),
    ...fixedTableNames.flatMap((table) => fence(table, table === 'leave' ? leaveCondition : null)),
    `GRANT SELECT ON fixpoint.leave TO ${appRole}`
  ]
}

function fence(table: string, condition: string | null): string[] {
  const forApp = condition === null ? [] : [`CREATE POLICY viewer_reads ON fixpoint.${table} FOR SELECT TO ${appRole} USING (${condition})`]
  return [
    `ALTER TABLE fixpoint.${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE fixpoint.${table} FORCE ROW LEVEL SECURITY`,
    `DROP POLICY IF EXISTS viewer_reads ON fixpoint.${table}`,
    `DROP POLICY IF EXISTS owner_all ON fixpoint.${table}`,
    `CREATE POLICY owner_all ON fixpoint.${table} TO ${ownerRole} USING (true) WITH CHECK (true)`,
    ...forApp
  ]
}

const inScope = `organisation_id = (SELECT fixpoint.viewer_organisation())
  AND (client_id IS NULL OR (SELECT fixpoint.viewer_clients()) IS NULL OR client_id = ANY ((SELECT fixpoint.viewer_clients())::uuid[]))`

/** Who looks, as text; empty where nobody does. */
const viewerId = `(SELECT coalesce(current_setting('fixpoint.person', true), ''))`

const leaveCondition = `${inScope} AND entity <> ALL ((SELECT fixpoint.viewer_hidden())::text[])`

function entityCondition(entity: EntityDefinition): string {
  const quoted = quotingField[entity.name]
  const requirement = entity.requires === undefined ? '' : ` AND (SELECT fixpoint.viewer_may('${entity.requires}'))`
  const quotation = quoted === undefined ? '' : ` AND doc->>'${quoted}' <> ALL ((SELECT fixpoint.viewer_hidden())::text[])`
  const own = entity.privateTo === undefined ? '' : ` AND coalesce(doc->>'${entity.privateTo}', ${viewerId}) = ${viewerId}`
  return `${inScope}${requirement}${quotation}${own}`
}

const definer = 'LANGUAGE sql STABLE SECURITY DEFINER SET search_path = fixpoint, pg_temp'

const viewerRow = `FROM person p WHERE p.organisation_id = nullif(current_setting('fixpoint.organisation', true), '')::uuid
  AND p.id = nullif(current_setting('fixpoint.person', true), '')::uuid AND p.deleted_at IS NULL AND (p.doc->>'active')::boolean`

const viewerFunctions: readonly string[] = [
  `CREATE OR REPLACE FUNCTION fixpoint.viewer_organisation() RETURNS uuid ${definer} AS $$ SELECT p.organisation_id ${viewerRow} $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.viewer_clients() RETURNS uuid[] ${definer} AS $$
    SELECT CASE WHEN jsonb_typeof(p.doc->'clientIds') = 'array'
      THEN ARRAY(SELECT jsonb_array_elements_text(p.doc->'clientIds')::uuid) END ${viewerRow} $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.viewer_may(wanted text) RETURNS boolean ${definer} AS $$
    SELECT EXISTS (SELECT 1 FROM role_permission r WHERE r.permission = wanted AND r.role = (SELECT p.doc->>'role' ${viewerRow})) $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.viewer_hidden() RETURNS text[] ${definer} AS $$
    SELECT ARRAY(SELECT e.entity FROM entity_requirement e WHERE NOT viewer_may(e.permission)) $$`
]

/** What each role may do, told to the database at every migration. */
function requirementRows(): string[] {
  const names = Object.keys(permissions) as Permission[]
  const granted = roles.flatMap((role) => names.filter((name) => isAllowed(role, name)).map((name) => `('${role}', '${name}')`))
  const required = entities.flatMap(({ name, requires }) => (requires === undefined ? [] : [`('${name}', '${requires}')`]))
  return [
    'DELETE FROM fixpoint.role_permission',
    `INSERT INTO fixpoint.role_permission (role, permission) VALUES ${granted.join(', ')}`,
    'DELETE FROM fixpoint.entity_requirement',
    `INSERT INTO fixpoint.entity_requirement (entity, permission) VALUES ${required.join(', ')}`
  ]
}
