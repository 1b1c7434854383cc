// What became private before private rows were kept to their owners: devices of others have it, and learn nothing by themselves. Once per
// database every private view, its history and its conflicts leave all devices and come again with a newer version, to the owner's alone.

/** Statements that do it, once; later runs find their mark. */
export const withdrawPrivateStatements: readonly string[] = [
  'CREATE TABLE IF NOT EXISTS fixpoint.finished_step (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
  `DO $$
  DECLARE
    org uuid;
    latest_version bigint;
    found record;
  BEGIN
    IF EXISTS (SELECT 1 FROM fixpoint.finished_step WHERE name = 'withdraw-private') THEN
      RETURN;
    END IF;
    FOR org IN SELECT c.organisation_id FROM fixpoint.counter c ORDER BY 1 LOOP
      SELECT c.version INTO latest_version FROM fixpoint.counter c WHERE c.organisation_id = org FOR UPDATE;
      FOR found IN
        WITH private AS (
          SELECT v.id, v.doc->>'ownerId' AS owner FROM fixpoint.saved_view v
          WHERE v.organisation_id = org AND v.deleted_at IS NULL AND v.doc->>'ownerId' IS NOT NULL)
        SELECT 'saved_view' AS entity, p.id, NULL::uuid AS parent, p.owner FROM private p
        UNION ALL
        SELECT 'event', e.id, p.id, p.owner FROM private p JOIN fixpoint.event e ON e.organisation_id = org AND e.f_subject_id = p.id
        WHERE e.deleted_at IS NULL AND e.doc->>'subjectEntity' = 'saved_view'
        UNION ALL
        SELECT 'conflict', k.id, NULL, p.owner FROM private p JOIN fixpoint.conflict k ON k.organisation_id = org AND k.f_row_id = p.id
        WHERE k.deleted_at IS NULL AND k.doc->>'entity' = 'saved_view'
      LOOP
        INSERT INTO fixpoint.leave (organisation_id, version, entity, id, client_id, parent_id)
          VALUES (org, latest_version + 1, found.entity, found.id, NULL, found.parent);
        EXECUTE format('UPDATE fixpoint.%I t SET version = $1, doc = doc || jsonb_build_object(''ownerId'', $2)
          WHERE t.organisation_id = $3 AND t.id = $4', found.entity) USING latest_version + 2, found.owner, org, found.id;
        latest_version := latest_version + 2;
        UPDATE fixpoint.counter c SET version = latest_version,
          latest = c.latest || jsonb_build_object('leave', latest_version - 1, found.entity, latest_version) WHERE c.organisation_id = org;
      END LOOP;
      PERFORM pg_notify('fixpoint', org::text || ' ' || latest_version || ' ');
    END LOOP;
    INSERT INTO fixpoint.finished_step (name) VALUES ('withdraw-private');
  END $$`
]
