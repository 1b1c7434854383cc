// What a test wants to know of the server, read by plain SQL as a superuser: outcomes per person, high-water marks, how often each comment is there.

import pg from 'pg'

export interface ServerRows {
  /** Decided commands in the order of each device; `name` is the person's. */
  readonly commands: readonly { readonly name: string; readonly sequence: number; readonly type: string }[]
  /** How often each comment's text is there. */
  readonly comments: ReadonlyMap<string, number>
  /** Devices that somebody has signed in on. */
  readonly devices: number
  /** Last sequence that the server knows of any device of the person. */
  readonly highWater: (name: string) => number
}

/** Reads the server's rows. @param adminUrl address of a superuser on the server's database */
export async function readServer(adminUrl: string): Promise<ServerRows> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const commands = await client.query<{ name: string; sequence: number; type: string }>(
      `SELECT person.doc->>'name' AS name, command.sequence::int AS sequence, command.outcome->>'type' AS type
       FROM fixpoint.command JOIN fixpoint.device ON device.id = command.device_id
       JOIN fixpoint.person ON person.id = (device.doc->>'personId')::uuid
       WHERE command.is_first ORDER BY 1, 2`
    )
    const comments = await client.query<{ body: string; times: number }>(
      `SELECT doc->>'body' AS body, count(*)::int AS times FROM fixpoint.comment WHERE deleted_at IS NULL GROUP BY 1`
    )
    const devices = await client.query<{ count: number }>('SELECT count(DISTINCT device_id)::int AS count FROM fixpoint.refresh_token')
    return {
      devices: devices.rows[0]?.count ?? 0,
      commands: commands.rows,
      comments: new Map(comments.rows.map(({ body, times }) => [body, times])),
      highWater: (name) => Math.max(0, ...commands.rows.filter((row) => row.name === name).map(({ sequence }) => sequence))
    }
  } finally {
    await client.end()
  }
}
