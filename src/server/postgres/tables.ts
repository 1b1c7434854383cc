// Tables as repeatable SQL. The organisation leads every key and index, so that the schema can be spread by organisation.
// A row's document is the truth; generated columns only exist to be searched by.

import type { EntityDefinition } from '#core/kernel/entity.ts'
import { entities } from '#core/registry.ts'
import { sharedPartition } from '../store/server-store.ts'
import { fieldColumns, orderColumns } from './columns.ts'

/** Statements that make or complete all tables, in order. */
export function tableStatements(): readonly string[] {
  return [...fixedTables, ...entities.flatMap(entityTable), ...entities.flatMap(entityIndexes), ...fixedIndexes]
}

/** The secondary indexes of one entity: dropped and made again around a bulk load. */
export function entityIndexes(entity: EntityDefinition): readonly string[] {
  const { name } = entity
  const order = orderColumns(entity).join(', ')
  const byField = fieldColumns(entity)
    .filter(({ field }) => field !== entity.parent)
    .map(({ column }) => `CREATE INDEX IF NOT EXISTS ${name}_${column} ON fixpoint.${name} (organisation_id, ${column})`)
  return [
    `CREATE INDEX IF NOT EXISTS ${name}_version ON fixpoint.${name} (organisation_id, version)`,
    `CREATE INDEX IF NOT EXISTS ${name}_gone ON fixpoint.${name} (organisation_id, version) WHERE deleted_at IS NOT NULL`,
    `CREATE INDEX IF NOT EXISTS ${name}_partition ON fixpoint.${name} (organisation_id, partition, ${order})`,
    ...(entity.parent === undefined ? [] : [`CREATE INDEX IF NOT EXISTS ${name}_parent ON fixpoint.${name} (organisation_id, ${order})`]),
    ...byField
  ]
}

function entityTable(entity: EntityDefinition): string[] {
  const { name } = entity
  const columns = fieldColumns(entity).map(
    ({ field, column, type }) =>
      `ALTER TABLE fixpoint.${name} ADD COLUMN IF NOT EXISTS ${column} ${type} GENERATED ALWAYS AS ((doc->>'${field}')::${type}) STORED`
  )
  return [
    `CREATE TABLE IF NOT EXISTS fixpoint.${name} (
      organisation_id uuid NOT NULL,
      id uuid NOT NULL,
      client_id uuid,
      version bigint NOT NULL,
      deleted_at bigint,
      doc jsonb NOT NULL,
      stamps jsonb NOT NULL,
      partition uuid GENERATED ALWAYS AS (coalesce(client_id, '${sharedPartition}'::uuid)) STORED,
      PRIMARY KEY (organisation_id, id)
    )`,
    ...columns
  ]
}

const fixedTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS fixpoint.counter (
    organisation_id uuid PRIMARY KEY,
    epoch uuid NOT NULL,
    version bigint NOT NULL,
    horizon bigint NOT NULL,
    numbers jsonb NOT NULL,
    latest jsonb NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS fixpoint.leave (
    organisation_id uuid NOT NULL,
    version bigint NOT NULL,
    entity text NOT NULL,
    id uuid NOT NULL,
    client_id uuid,
    parent_id uuid,
    PRIMARY KEY (organisation_id, version)
  )`,
  `CREATE TABLE IF NOT EXISTS fixpoint.command (
    organisation_id uuid NOT NULL,
    device_id uuid NOT NULL,
    sequence bigint NOT NULL,
    command_id uuid NOT NULL,
    digest text NOT NULL,
    outcome jsonb NOT NULL,
    is_first boolean NOT NULL,
    PRIMARY KEY (organisation_id, device_id, sequence)
  )`,
  'CREATE TABLE IF NOT EXISTS fixpoint.role_permission (role text, permission text, PRIMARY KEY (role, permission))',
  'CREATE TABLE IF NOT EXISTS fixpoint.entity_requirement (entity text PRIMARY KEY, permission text NOT NULL)',
  `CREATE TABLE IF NOT EXISTS fixpoint.account (
    organisation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    password_hash text NOT NULL,
    failures integer NOT NULL DEFAULT 0,
    locked_until bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation_id, person_id)
  )`,
  `CREATE TABLE IF NOT EXISTS fixpoint.access_token (
    hash bytea PRIMARY KEY,
    organisation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    device_id uuid NOT NULL,
    expires_at bigint NOT NULL,
    is_used boolean NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS fixpoint.refresh_token (
    hash bytea PRIMARY KEY,
    organisation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    device_id uuid NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    next_access bytea,
    next_refresh bytea
  )`,
  `CREATE TABLE IF NOT EXISTS fixpoint.rescue_key (
    organisation_id uuid PRIMARY KEY,
    public_key text NOT NULL,
    private_key text NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS fixpoint.rescue (
    organisation_id uuid NOT NULL,
    device_id uuid NOT NULL,
    digest bytea NOT NULL,
    at bigint NOT NULL,
    box bytea NOT NULL,
    PRIMARY KEY (organisation_id, device_id, digest)
  )`,
  'ALTER TABLE fixpoint.rescue ADD COLUMN IF NOT EXISTS commands integer NOT NULL DEFAULT 0',
  `CREATE TABLE IF NOT EXISTS fixpoint.upload_volume (
    organisation_id uuid NOT NULL,
    device_id uuid NOT NULL,
    day integer NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (organisation_id, device_id, day)
  )`,
  `CREATE TABLE IF NOT EXISTS fixpoint.day_version (
    organisation_id uuid NOT NULL,
    day integer NOT NULL,
    version bigint NOT NULL,
    raised_at bigint,
    PRIMARY KEY (organisation_id, day)
  )`
]

const fixedIndexes: readonly string[] = [
  'CREATE UNIQUE INDEX IF NOT EXISTS command_first ON fixpoint.command (organisation_id, command_id) WHERE is_first',
  "CREATE INDEX IF NOT EXISTS person_sign_in ON fixpoint.person (lower(doc->>'email'))",
  'CREATE INDEX IF NOT EXISTS access_token_device ON fixpoint.access_token (organisation_id, device_id)',
  'CREATE INDEX IF NOT EXISTS refresh_token_device ON fixpoint.refresh_token (organisation_id, device_id)',
  'CREATE INDEX IF NOT EXISTS access_token_end ON fixpoint.access_token (organisation_id, expires_at)',
  'CREATE INDEX IF NOT EXISTS refresh_token_end ON fixpoint.refresh_token (organisation_id, expires_at)'
]

/** Tables without an entity; the application's role reaches them only through functions. */
export const fixedTableNames: readonly string[] = [
  'counter',
  'leave',
  'command',
  'role_permission',
  'entity_requirement',
  'account',
  'access_token',
  'refresh_token',
  'rescue_key',
  'rescue',
  'upload_volume',
  'day_version'
]
