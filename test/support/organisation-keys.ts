// Can this schema be spread by organisation? A modest check over the catalogue and over SQL texts: every key and index begins with the
// organisation, and every query names the organisation once for each table it reads or writes. It knows SQL as this server writes it,
// not all of SQL; what it can't follow it reports.

import type pg from 'pg'

/** Tables that hold the same few rows for everybody; a spread database keeps a copy of them everywhere. */
export const referenceTables: readonly string[] = ['role_permission', 'entity_requirement', 'migration', 'finished_step']

/** Asked before it is known whose organisation it is: small tables of tokens, which stay in one place, found by a hash. */
export const directoryTables: readonly string[] = ['access_token', 'refresh_token']

/** Functions that answer before the organisation is known; they give it. */
export const directoryFunctions: readonly string[] = ['begin_sign_in', 'find_session', 'spend_refresh', 'known_organisations']

/** Indexes of what is asked before the organisation is known. */
export const directoryIndexes: readonly string[] = ['access_token_pkey', 'refresh_token_pkey', 'person_sign_in']

/** Keys and indexes of schema fixpoint that don't begin with the organisation, as sentences. */
export async function looseKeys(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ table: string; name: string; kind: string; definition: string; first: string | null }>(
    `SELECT t.relname AS table, i.relname AS name, 'index' AS kind, pg_get_indexdef(i.oid) AS definition, pg_get_indexdef(i.oid, 1, true) AS first
       FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
       WHERE t.relnamespace = 'fixpoint'::regnamespace
     UNION ALL
     SELECT t.relname, c.conname, 'foreign key', pg_get_constraintdef(c.oid), (regexp_match(pg_get_constraintdef(c.oid), '\\((\\w+)'))[1]
       FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
       WHERE t.relnamespace = 'fixpoint'::regnamespace AND c.contype = 'f'
     ORDER BY 1, 2`
  )
  return rows
    .filter(({ table, first }) => !referenceTables.includes(table) && first !== 'organisation_id')
    .filter(({ name }) => !directoryIndexes.includes(name))
    .map(({ table, name, kind, definition }) => `${kind} ${name} of ${table} does not begin with the organisation: ${definition}`)
}

/** Tables of schema fixpoint that every row of an organisation could leave with: all but references and directories. */
export async function spreadTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'fixpoint'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`
  )
  return rows.map(({ name }) => name).filter((name) => !referenceTables.includes(name) && !directoryTables.includes(name))
}

/** Parts of an SQL text that reach a spread table without naming its organisation. */
export function unboundParts(sql: string, tables: readonly string[]): readonly string[] {
  const known = new Set([...tables, '%I'])
  return blocksOf(readable(sql)).filter((block) => {
    const reached = [...block.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+(?:fixpoint\.)?(%I|[a-z_]+)/gi)].filter(([, name]) =>
      known.has(name ?? '')
    )
    const named = [...block.matchAll(/\borganisation_id\s*=/gi)].length
    const isInsert = /\bINSERT\s+INTO\b/i.test(block)
    return reached.length > named + (isInsert && /\borganisation_id\b/i.test(sql) ? 1 : 0)
  })
}

/** Comments go; so do quoted texts, except those that are statements themselves. */
function readable(sql: string): string {
  return sql
    .replace(/--.*$/gm, ' ')
    .replace(/'((?:[^']|'')*)'/g, (_, text: string) => (/\b(?:FROM|UPDATE|INTO)\b/.test(text) ? `; ${text} ;` : "''"))
    .replace(/\bIS DISTINCT FROM\b|\bFOR UPDATE\b|\bDO UPDATE\b|\bSELECT \* INTO \w+/gi, ' ')
}

/** What stands on one level of brackets, cut where one statement or branch ends and the next begins. */
function blocksOf(sql: string): readonly string[] {
  const levels: string[] = ['']
  const blocks: string[] = []
  for (const letter of sql) {
    if (letter === '(') levels.push('')
    else if (letter === ')') {
      blocks.push(levels.pop() ?? '')
      levels[levels.length - 1] = `${levels.at(-1) ?? ''} () `
    } else levels[levels.length - 1] = `${levels.at(-1) ?? ''}${letter}`
  }
  return [...blocks, ...levels]
    .flatMap((block) => block.split(/;|\bUNION\b|\bRETURN QUERY\b/i))
    .map((block) => block.replace(/\s+/g, ' ').trim())
}
