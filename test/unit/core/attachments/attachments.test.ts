// Files on tickets as commands see them: a name, a hash, and nothing that could be run.

import { describe, expect, it } from 'vitest'
import { maxAttachmentBytes } from '#core/attachments/attachment.entity.ts'
import { createdBy, smallWorld } from '../support/small-world.ts'
import { idOf } from '../support/world.ts'

const photo = { name: 'rack.jpg', mime: 'image/jpeg', size: 3, sha256: 'a'.repeat(64) }

describe('a file on a ticket', () => {
  it('[ATT1] is a row with the hash of its content, its author and the comment it came with, and stands in the history', async () => {
    const { world, names } = await smallWorld()
    const comment = createdBy(
      await world.must('ticket.comment', { ticketId: names.ticket, visibility: 'public', channel: 'reply', body: 'See picture' })
    )
    await world.must('attachment.attach', { ticketId: names.ticket, commentId: comment, ...photo })
    const [row] = world.all('attachment')
    expect(row).toMatchObject({ ...photo, ticketId: names.ticket, commentId: comment, addedById: idOf('person/admin'), archivedAt: null })
    expect(row?.clientId).toBe(names.acme)
    expect(world.all('event').map(({ kind }) => kind)).toContain('ticket.file-attached')
  })

  it('goes with its ticket to another client', async () => {
    const { world, names } = await smallWorld()
    await world.must('attachment.attach', { ticketId: names.ticket, ...photo })
    await world.must('ticket.move', { id: names.ticket, fromClientId: names.acme, clientId: names.globex })
    expect(world.all('attachment')[0]?.clientId).toBe(names.globex)
  })

  it('is taken off once, however often it is asked, and never erased', async () => {
    const { world, names } = await smallWorld()
    const id = createdBy(await world.must('attachment.attach', { ticketId: names.ticket, ...photo }))
    await world.must('attachment.archive', { id, ticketId: names.ticket })
    expect((await world.must('attachment.archive', { id, ticketId: names.ticket })).rows).toEqual([])
    expect(world.all('attachment')[0]?.archivedAt).not.toBe(null)
  })

  it('is not taken by an archived ticket', async () => {
    const { world, names } = await smallWorld()
    await world.must('ticket.archive', { id: names.ticket })
    expect(await world.run('attachment.attach', { ticketId: names.ticket, ...photo })).toMatchObject({ error: { type: 'archived' } })
  })

  it.each([
    ['name', { name: '../etc/passwd' }],
    ['name', { name: '' }],
    ['mime', { mime: 'text/html; charset=utf-8' }],
    ['size', { size: maxAttachmentBytes + 1 }],
    ['size', { size: -1 }],
    ['sha256', { sha256: 'A'.repeat(64) }],
    ['sha256', { sha256: '../../secret' }]
  ])('refuses a wrong %s and names it: %o', async (field, wrong) => {
    const { world, names } = await smallWorld()
    const result = await world.run('attachment.attach', { ticketId: names.ticket, ...photo, ...wrong })
    expect(result).toMatchObject({ error: { type: 'invalid-input', field } })
  })
})
