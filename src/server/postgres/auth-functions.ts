// Signing in, before anybody's context is known: functions of the owner that look at exactly one account or token. Backoff and
// rotation are single statements, so that parallel guesses are counted and a token is spent once, whichever process is asked.

const definer = 'SECURITY DEFINER SET search_path = fixpoint, pg_temp'

const countedTry = `
        failures = CASE WHEN a.locked_until > now_ms THEN a.failures ELSE a.failures + 1 END,
        locked_until = CASE WHEN a.locked_until > now_ms OR a.failures < 5 THEN a.locked_until
          ELSE now_ms + least(3600000, 30000 * (2 ^ least(a.failures - 5, 10))::bigint) END`

/** Statements that make the functions; repeatable. */
export function authFunctionStatements(): readonly string[] {
  return [
    // Every try counts as failed until it has succeeded: 5 are free, then 30 s, doubling up to an hour. The row is locked before it is
    // looked at: guesses at one moment would else all see it as it was.
    `CREATE OR REPLACE FUNCTION fixpoint.begin_sign_in(wanted_email text, now_ms bigint)
      RETURNS TABLE (organisation_id uuid, person_id uuid, password_hash text, locked_until bigint) LANGUAGE sql VOLATILE ${definer} AS $$
      WITH was AS MATERIALIZED (
        SELECT x.organisation_id, x.person_id, x.locked_until
        FROM account x JOIN person p ON p.organisation_id = x.organisation_id AND p.id = x.person_id
        WHERE lower(p.doc->>'email') = lower(wanted_email) AND p.deleted_at IS NULL AND (p.doc->>'active')::boolean FOR UPDATE OF x
      )
      UPDATE account a SET ${countedTry}
      FROM was WHERE a.organisation_id = was.organisation_id AND a.person_id = was.person_id
      RETURNING a.organisation_id, a.person_id, a.password_hash, was.locked_until $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.end_sign_in(wanted uuid, person uuid) RETURNS void LANGUAGE sql ${definer} AS $$
      UPDATE account SET failures = 0, locked_until = 0 WHERE organisation_id = wanted AND person_id = person $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.set_password(wanted uuid, person uuid, hash text) RETURNS void LANGUAGE sql ${definer} AS $$
      INSERT INTO account (organisation_id, person_id, password_hash) VALUES (wanted, person, hash)
      ON CONFLICT (organisation_id, person_id) DO UPDATE SET password_hash = excluded.password_hash, failures = 0, locked_until = 0 $$`,
    // Somebody who is signed in says the password once more: guesses count like those of a sign-in.
    `CREATE OR REPLACE FUNCTION fixpoint.begin_password_change(wanted uuid, person uuid, now_ms bigint)
      RETURNS TABLE (password_hash text, locked_until bigint) LANGUAGE sql VOLATILE ${definer} AS $$
      WITH was AS MATERIALIZED (
        SELECT x.locked_until FROM account x WHERE x.organisation_id = wanted AND x.person_id = person FOR UPDATE
      )
      UPDATE account a SET ${countedTry} FROM was WHERE a.organisation_id = wanted AND a.person_id = person
      RETURNING a.password_hash, was.locked_until $$`,
    // A password that was given or changed ends every session that the old one had opened.
    `CREATE OR REPLACE FUNCTION fixpoint.close_person(wanted uuid, person uuid, spared_device uuid) RETURNS void LANGUAGE sql ${definer} AS $$
      DELETE FROM access_token WHERE organisation_id = wanted AND person_id = person AND device_id IS DISTINCT FROM spared_device;
      DELETE FROM refresh_token WHERE organisation_id = wanted AND person_id = person AND device_id IS DISTINCT FROM spared_device $$`,
    `CREATE OR REPLACE FUNCTION fixpoint.organisation_name(wanted uuid) RETURNS text LANGUAGE sql STABLE ${definer} AS $$
      SELECT o.doc->>'name' FROM organisation o WHERE o.organisation_id = wanted AND o.id = wanted $$`,
    openSession,
    findSession,
    rotate,
    `CREATE OR REPLACE FUNCTION fixpoint.close_device(wanted uuid, device uuid) RETURNS void LANGUAGE sql ${definer} AS $$
      DELETE FROM access_token WHERE organisation_id = wanted AND device_id = device;
      DELETE FROM refresh_token WHERE organisation_id = wanted AND device_id = device $$`
  ]
}

/** Devices that nobody uses any more never come back to clear their own tokens: whoever opens a session clears the organisation's. */
const openSession = `CREATE OR REPLACE FUNCTION fixpoint.open_session(wanted uuid, person uuid, device uuid, now_ms bigint,
    access_hash bytea, access_until bigint, refresh_hash bytea, refresh_until bigint) RETURNS void LANGUAGE sql ${definer} AS $$
  DELETE FROM access_token WHERE organisation_id = wanted AND expires_at < now_ms;
  DELETE FROM refresh_token WHERE organisation_id = wanted AND expires_at < now_ms;
  INSERT INTO access_token (hash, organisation_id, person_id, device_id, expires_at, is_used)
    VALUES (access_hash, wanted, person, device, access_until, false);
  INSERT INTO refresh_token (hash, organisation_id, person_id, device_id, expires_at)
    VALUES (refresh_hash, wanted, person, device, refresh_until) $$`

/** Asked at every request: the token, and whether person and device still may. The first use of a token is noted. */
const findSession = `CREATE OR REPLACE FUNCTION fixpoint.find_session(token bytea)
  RETURNS TABLE (organisation_id uuid, person_id uuid, device_id uuid, expires_at bigint, person jsonb, is_revoked boolean)
  LANGUAGE plpgsql VOLATILE ${definer} AS $$
  BEGIN
    UPDATE access_token a SET is_used = true WHERE a.hash = token AND NOT a.is_used;
    RETURN QUERY SELECT a.organisation_id, a.person_id, a.device_id, a.expires_at, p.doc,
        coalesce(NOT (p.doc->>'active')::boolean, true) OR d.id IS NULL OR d.doc->>'revokedAt' IS NOT NULL
      FROM access_token a
      LEFT JOIN person p ON p.organisation_id = a.organisation_id AND p.id = a.person_id AND p.deleted_at IS NULL
      LEFT JOIN device d ON d.organisation_id = a.organisation_id AND d.id = a.device_id AND d.deleted_at IS NULL
      WHERE a.hash = token;
  END $$`

/**
 * Spends a refresh token. A spent one that comes again is a theft and closes the device's sessions, unless what it was spent for never
 * arrived: then neither successor was ever used, and the pair is replaced.
 */
const rotate = `CREATE OR REPLACE FUNCTION fixpoint.spend_refresh(token bytea, now_ms bigint,
    access_hash bytea, access_until bigint, refresh_hash bytea, refresh_until bigint)
  RETURNS TABLE (status text, organisation_id uuid, person_id uuid, device_id uuid) LANGUAGE plpgsql VOLATILE ${definer} AS $$
  DECLARE
    known refresh_token;
  BEGIN
    SELECT * INTO known FROM refresh_token r WHERE r.hash = token FOR UPDATE;
    IF NOT FOUND OR known.expires_at < now_ms THEN
      RETURN QUERY SELECT 'unknown', NULL::uuid, NULL::uuid, NULL::uuid;
      RETURN;
    END IF;
    IF known.used_at IS NOT NULL AND (
      EXISTS (SELECT 1 FROM refresh_token r WHERE r.hash = known.next_refresh AND r.used_at IS NOT NULL)
      OR NOT EXISTS (SELECT 1 FROM access_token a WHERE a.hash = known.next_access AND NOT a.is_used)
    ) THEN
      PERFORM close_device(known.organisation_id, known.device_id);
      RETURN QUERY SELECT 'reused', known.organisation_id, known.person_id, known.device_id;
      RETURN;
    END IF;
    DELETE FROM access_token a WHERE a.hash = known.next_access;
    DELETE FROM refresh_token r WHERE r.hash = known.next_refresh;
    IF NOT EXISTS (
      SELECT 1 FROM person p JOIN device d ON d.organisation_id = p.organisation_id AND d.id = known.device_id
      WHERE p.organisation_id = known.organisation_id AND p.id = known.person_id AND p.deleted_at IS NULL
        AND (p.doc->>'active')::boolean AND d.deleted_at IS NULL AND d.doc->>'revokedAt' IS NULL
    ) THEN
      RETURN QUERY SELECT 'revoked', known.organisation_id, known.person_id, known.device_id;
      RETURN;
    END IF;
    UPDATE refresh_token r SET used_at = now_ms, next_access = access_hash, next_refresh = refresh_hash WHERE r.hash = token;
    PERFORM open_session(known.organisation_id, known.person_id, known.device_id, now_ms,
      access_hash, access_until, refresh_hash, refresh_until);
    RETURN QUERY SELECT 'ok', known.organisation_id, known.person_id, known.device_id;
  END $$`
