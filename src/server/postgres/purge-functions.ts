// Old deletions go, behind functions of the owner. Each day's version is noted; when a note is old enough the horizon rises to its version,
// and some minutes later, when every answer that began before has ended, what lies below may be dropped in slices.

import { entities } from '#core/registry.ts'

const definer = 'SECURITY DEFINER SET search_path = fixpoint, pg_temp'

/** Statements that make the functions; repeatable. */
export function purgeFunctionStatements(): readonly string[] {
  const names = entities.map(({ name }) => `'${name}'`).join(', ')
  return [
    `CREATE OR REPLACE FUNCTION fixpoint.known_organisations() RETURNS SETOF uuid LANGUAGE sql STABLE ${definer} AS $$
      SELECT c.organisation_id FROM counter c ORDER BY 1 $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.raise_horizon(wanted uuid, today integer, keep_days integer, now_ms bigint, grace_ms bigint)
      RETURNS bigint LANGUAGE plpgsql ${definer} AS $$
      DECLARE
        up_to bigint;
      BEGIN
        INSERT INTO day_version (organisation_id, day, version)
          SELECT wanted, today, c.version FROM counter c WHERE c.organisation_id = wanted ON CONFLICT DO NOTHING;
        UPDATE day_version v SET raised_at = now_ms
          WHERE v.organisation_id = wanted AND v.day <= today - keep_days AND v.raised_at IS NULL;
        UPDATE counter c SET horizon = greatest(c.horizon, coalesce(
          (SELECT max(v.version) FROM day_version v WHERE v.organisation_id = wanted AND v.raised_at IS NOT NULL), 0))
          WHERE c.organisation_id = wanted;
        SELECT max(v.version) INTO up_to FROM day_version v WHERE v.organisation_id = wanted AND v.raised_at <= now_ms - grace_ms;
        DELETE FROM day_version v WHERE v.organisation_id = wanted AND v.raised_at <= now_ms - grace_ms AND v.version < up_to;
        RETURN coalesce(up_to, 0);
      END $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.purge_slice(wanted uuid, up_to bigint, most integer) RETURNS integer LANGUAGE plpgsql ${definer} AS $$
      DECLARE
        dropped integer := 0;
        gone integer;
        entity text;
      BEGIN
        DELETE FROM leave l WHERE l.organisation_id = wanted AND l.version IN (
          SELECT old.version FROM leave old WHERE old.organisation_id = wanted AND old.version <= up_to ORDER BY old.version LIMIT most);
        GET DIAGNOSTICS dropped = ROW_COUNT;
        FOREACH entity IN ARRAY ARRAY[${names}] LOOP
          EXIT WHEN dropped >= most;
          EXECUTE format('DELETE FROM %I t WHERE t.organisation_id = $1 AND t.id IN (SELECT old.id FROM %I old
            WHERE old.organisation_id = $1 AND old.deleted_at IS NOT NULL AND old.version <= $2 LIMIT $3)', entity, entity)
            USING wanted, up_to, most - dropped;
          GET DIAGNOSTICS gone = ROW_COUNT;
          dropped := dropped + gone;
        END LOOP;
        RETURN dropped;
      END $$`
  ]
}
