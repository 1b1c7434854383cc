// What is kept of single devices, behind functions of the owner: what locked-out ones had not sent, and how much each sent on a day.

const definer = 'SECURITY DEFINER SET search_path = fixpoint, pg_temp'

/** Statements that make the functions; repeatable. */
export function deviceFunctionStatements(): readonly string[] {
  return [
    // A device of another person tells nobody that it was locked out.
    `CREATE OR REPLACE FUNCTION fixpoint.is_device_revoked(wanted uuid, person uuid, device uuid) RETURNS boolean LANGUAGE sql STABLE ${definer} AS $$
      SELECT EXISTS (SELECT 1 FROM device d WHERE d.organisation_id = wanted AND d.id = device AND d.f_person_id = person
        AND d.doc->>'revokedAt' IS NOT NULL) $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.find_rescue_key(wanted uuid) RETURNS TABLE (public_key text, private_key text) LANGUAGE sql STABLE ${definer} AS $$
      SELECT k.public_key, k.private_key FROM rescue_key k WHERE k.organisation_id = wanted $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.keep_rescue_key(wanted uuid, public_half text, private_half text) RETURNS void LANGUAGE sql ${definer} AS $$
      INSERT INTO rescue_key (organisation_id, public_key, private_key) VALUES (wanted, public_half, private_half) ON CONFLICT DO NOTHING $$`,
    // Two parts of one moment take turns: neither the same box nor one too many is kept.
    'DROP FUNCTION IF EXISTS fixpoint.keep_rescue(uuid, uuid, bytea, bigint, bytea, integer)',
    `CREATE OR REPLACE FUNCTION fixpoint.keep_rescue(wanted uuid, device uuid, box_digest bytea, now_ms bigint, content bytea, of_commands integer,
      most integer) RETURNS text LANGUAGE plpgsql ${definer} AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(device::text, 0));
        IF EXISTS (SELECT 1 FROM rescue r WHERE r.organisation_id = wanted AND r.device_id = device AND r.digest = box_digest) THEN
          RETURN 'known';
        END IF;
        IF (SELECT count(*) FROM rescue r WHERE r.organisation_id = wanted AND r.device_id = device) >= most THEN
          RETURN 'full';
        END IF;
        INSERT INTO rescue (organisation_id, device_id, digest, at, box, commands)
          VALUES (wanted, device, box_digest, now_ms, content, of_commands);
        RETURN 'kept';
      END $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.find_rescue(wanted uuid, device uuid) RETURNS SETOF bytea LANGUAGE sql STABLE ${definer} AS $$
      SELECT r.box FROM rescue r WHERE r.organisation_id = wanted AND r.device_id = device ORDER BY r.at, r.digest $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.rescued_commands(wanted uuid, device uuid) RETURNS integer LANGUAGE sql STABLE ${definer} AS $$
      SELECT coalesce(sum(r.commands), 0)::integer FROM rescue r WHERE r.organisation_id = wanted AND r.device_id = device $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.lacks_series(wanted uuid, device uuid) RETURNS boolean LANGUAGE sql STABLE ${definer} AS $$
      SELECT NOT EXISTS (SELECT 1 FROM number_series s WHERE s.organisation_id = wanted AND s.f_device_id = device) $$`,
    // Counts only what still fits; days before yesterday are forgotten on the way.
    `CREATE OR REPLACE FUNCTION fixpoint.count_upload(wanted uuid, device uuid, today integer, more bigint, most bigint)
      RETURNS boolean LANGUAGE plpgsql ${definer} AS $$
      BEGIN
        DELETE FROM upload_volume v WHERE v.organisation_id = wanted AND v.device_id = device AND v.day < today - 1;
        INSERT INTO upload_volume (organisation_id, device_id, day, bytes) VALUES (wanted, device, today, 0) ON CONFLICT DO NOTHING;
        UPDATE upload_volume v SET bytes = v.bytes + more
          WHERE v.organisation_id = wanted AND v.device_id = device AND v.day = today AND v.bytes + more <= most;
        RETURN FOUND;
      END $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.any_administrator(wanted uuid) RETURNS uuid LANGUAGE sql STABLE ${definer} AS $$
      SELECT p.id FROM person p WHERE p.organisation_id = wanted AND p.deleted_at IS NULL AND (p.doc->>'active')::boolean
        AND p.doc->>'role' = 'administrator' AND jsonb_typeof(p.doc->'clientIds') = 'null' ORDER BY p.id LIMIT 1 $$`
  ]
}
