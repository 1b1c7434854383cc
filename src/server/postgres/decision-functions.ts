// The doors through which the application's role writes: functions of the owner, bound to the organisation of the transaction.
// The role itself may change no table. A write is refused where the row isn't in the scope of the person it is written for.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import { entities } from '#core/registry.ts'

const definer = 'SECURITY DEFINER SET search_path = fixpoint, pg_temp'
/**
 * Planned for each call: a plan that is kept was made while the tables were small, and reads them from end to end when they have grown,
 * until the next ANALYZE finds out (308 commands a second instead of 2,000). What writes keeps its plans: planned anew for each batch, an
 * import takes a third longer.
 */
const fresh = 'SET plan_cache_mode = force_custom_plan'
const organisation = `nullif(current_setting('fixpoint.organisation', true), '')::uuid`

/** Statements that make the functions; repeatable. */
export function decisionFunctionStatements(): readonly string[] {
  return [...heads, ...lookups, ...entities.map(writeFunction), commit]
}

const heads: readonly string[] = [
  `CREATE OR REPLACE FUNCTION fixpoint.organisation_head(wanted uuid)
    RETURNS TABLE (epoch uuid, version bigint, horizon bigint, latest jsonb) LANGUAGE sql STABLE ${definer} AS $$
    SELECT c.epoch, c.version, c.horizon, c.latest FROM counter c WHERE c.organisation_id = wanted $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.lock_organisation()
    RETURNS TABLE (epoch uuid, version bigint, horizon bigint, numbers jsonb) LANGUAGE sql VOLATILE ${definer} AS $$
    SELECT c.epoch, c.version, c.horizon, c.numbers FROM counter c WHERE c.organisation_id = ${organisation} FOR UPDATE $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.device_high_water(wanted uuid, device uuid) RETURNS bigint LANGUAGE sql STABLE ${definer} AS $$
    SELECT coalesce((SELECT c.sequence FROM command c WHERE c.organisation_id = wanted AND c.device_id = device
      ORDER BY c.sequence DESC LIMIT 1), 0) $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.create_organisation(wanted uuid, first_epoch uuid) RETURNS void LANGUAGE sql ${definer} AS $$
    INSERT INTO counter (organisation_id, epoch, version, horizon, numbers, latest) VALUES (wanted, first_epoch, 0, 0, '{}', '{}') $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.mark_restored(wanted uuid, new_epoch uuid, skip bigint) RETURNS void LANGUAGE sql ${definer} AS $$
    UPDATE counter SET epoch = new_epoch,
      numbers = (SELECT coalesce(jsonb_object_agg(n.key, n.value::bigint + skip), '{}') FROM jsonb_each_text(numbers) n)
    WHERE organisation_id = wanted $$`
]

const lookups: readonly string[] = [
  `CREATE OR REPLACE FUNCTION fixpoint.find_person(wanted uuid, person_id uuid)
    RETURNS TABLE (id uuid, version bigint, doc jsonb, stamps jsonb) LANGUAGE sql STABLE ${definer} AS $$
    SELECT p.id, p.version, p.doc, p.stamps FROM person p
    WHERE p.organisation_id = wanted AND p.id = person_id AND p.deleted_at IS NULL $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.find_commands(device uuid, sequences bigint[], ids uuid[])
    RETURNS TABLE (device_id uuid, sequence bigint, command_id uuid, digest text, outcome jsonb, is_first boolean)
    LANGUAGE sql STABLE ${definer} ${fresh} AS $$
    SELECT c.device_id, c.sequence, c.command_id, c.digest, c.outcome, c.is_first FROM command c
      WHERE c.organisation_id = ${organisation} AND c.device_id = device AND c.sequence = ANY (sequences)
    UNION
    SELECT c.device_id, c.sequence, c.command_id, c.digest, c.outcome, c.is_first FROM command c
      WHERE c.organisation_id = ${organisation} AND c.is_first AND c.command_id = ANY (ids) $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.rows_present(entity text, ids uuid[])
    RETURNS TABLE (id uuid, is_deleted boolean) LANGUAGE plpgsql STABLE ${definer} AS $$
    BEGIN
      RETURN QUERY EXECUTE format('SELECT t.id, t.deleted_at IS NOT NULL FROM %I t WHERE t.organisation_id = $1 AND t.id = ANY ($2)', entity)
        USING ${organisation}, ids;
    END $$`,
  `CREATE OR REPLACE FUNCTION fixpoint.rows_following(entity text, column_name text, row_id uuid)
    RETURNS TABLE (id uuid, version bigint, deleted_at bigint, doc jsonb, stamps jsonb) LANGUAGE plpgsql STABLE ${definer} AS $$
    BEGIN
      RETURN QUERY EXECUTE format('SELECT t.id, t.version, t.deleted_at, t.doc, t.stamps FROM %I t
        WHERE t.organisation_id = $1 AND t.%I = $2 ORDER BY t.id', entity, column_name) USING ${organisation}, row_id;
    END $$`
]

const writtenRow = `(r->>'id')::uuid AS id, (r->>'client')::uuid AS client_id, (r->>'version')::bigint AS version,
  (r->>'deletedAt')::bigint AS deleted_at, r->'doc' AS doc, r->'stamps' AS stamps, (r->>'isNew')::boolean AS is_new`

/** Writes rows of one entity: a new one is inserted (a taken place is an error), a stored one updated. */
function writeFunction({ name }: EntityDefinition): string {
  return `CREATE OR REPLACE FUNCTION fixpoint.write_${name}(rows jsonb) RETURNS void LANGUAGE plpgsql ${definer} AS $$
    DECLARE
      changed integer;
    BEGIN
      IF EXISTS (
        SELECT 1 FROM jsonb_array_elements(rows) r
        LEFT JOIN person p ON p.organisation_id = ${organisation} AND p.id = (r->>'by')::uuid
        LEFT JOIN ${name} old ON old.organisation_id = ${organisation} AND old.id = (r->>'id')::uuid
        WHERE p.id IS NULL OR (jsonb_typeof(p.doc->'clientIds') = 'array' AND (
          (r->>'client' IS NOT NULL AND NOT (p.doc->'clientIds') ? (r->>'client'))
          OR (old.client_id IS NOT NULL AND NOT (p.doc->'clientIds') ? old.client_id::text)))
      ) THEN
        RAISE EXCEPTION 'a row of ${name} is outside the scope of the person who writes it' USING ERRCODE = '42501';
      END IF;
      UPDATE ${name} t SET client_id = w.client_id, version = w.version, deleted_at = w.deleted_at, doc = w.doc, stamps = w.stamps
        FROM (SELECT ${writtenRow} FROM jsonb_array_elements(rows) r) w
        WHERE NOT w.is_new AND t.organisation_id = ${organisation} AND t.id = w.id;
      GET DIAGNOSTICS changed = ROW_COUNT;
      IF changed <> (SELECT count(*) FROM jsonb_array_elements(rows) r WHERE NOT (r->>'isNew')::boolean) THEN
        RAISE EXCEPTION 'a row of ${name} to be changed is not there' USING ERRCODE = '23503';
      END IF;
      INSERT INTO ${name} (organisation_id, id, client_id, version, deleted_at, doc, stamps)
        SELECT ${organisation}, w.id, w.client_id, w.version, w.deleted_at, w.doc, w.stamps
        FROM (SELECT ${writtenRow} FROM jsonb_array_elements(rows) r) w WHERE w.is_new;
    END $$`
}

const commit = `CREATE OR REPLACE FUNCTION fixpoint.commit_decision(batch jsonb) RETURNS void LANGUAGE plpgsql ${definer} AS $$
  DECLARE
    org uuid := ${organisation};
    written record;
  BEGIN
    FOR written IN SELECT key, value FROM jsonb_each(batch->'rows') LOOP
      EXECUTE format('SELECT fixpoint.%I($1)', 'write_' || written.key) USING written.value;
    END LOOP;
    INSERT INTO leave (organisation_id, version, entity, id, client_id, parent_id)
      SELECT org, (l->>'version')::bigint, l->>'entity', (l->>'id')::uuid, (l->>'clientId')::uuid, (l->>'parentId')::uuid
      FROM jsonb_array_elements(batch->'leaves') l;
    INSERT INTO command AS known (organisation_id, device_id, sequence, command_id, digest, outcome, is_first)
      SELECT org, (c->>'deviceId')::uuid, (c->>'sequence')::bigint, (c->>'commandId')::uuid, c->>'digest', c->'outcome', (c->>'isFirst')::boolean
      FROM jsonb_array_elements(batch->'commands') c
      ON CONFLICT (organisation_id, device_id, sequence) DO UPDATE SET outcome = excluded.outcome
      WHERE known.command_id = excluded.command_id;
    UPDATE counter SET version = (batch->>'version')::bigint, numbers = batch->'numbers', latest = latest || (batch->'latest')
      WHERE organisation_id = org AND version <= (batch->>'version')::bigint;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'versions only rise' USING ERRCODE = '23514';
    END IF;
    PERFORM pg_notify('fixpoint', org::text || ' ' || (batch->>'version') || ' ' || coalesce(
      (SELECT string_agg(DISTINCT c->>'deviceId', ',') FROM jsonb_array_elements(batch->'commands') c), ''));
  END $$`
