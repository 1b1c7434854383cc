// What labels of fields are made of: their type, and those that many records share.

/** A label for every field of a record. */
export type Labels<Row> = Readonly<Record<Exclude<keyof Row, 'id'>, string>>

/** Labels of the fields that many records have. */
export const common = {
  clientId: 'Client',
  createdAt: 'Created',
  updatedAt: 'Updated',
  archivedAt: 'Archived',
  name: 'Name',
  notes: 'Notes',
  custom: 'Custom fields',
  tags: 'Tags'
} as const
