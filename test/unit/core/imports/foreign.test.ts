// Files that are no CSV are named for what they are; tables in any writing are not mistaken for one of them.
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { foreignFile } from '#core/imports/foreign.ts'

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const zipOf = (...names: string[]): Uint8Array => new Uint8Array([0x50, 0x4b, 0x03, 0x04, ...text(names.join('\u0000'))])

describe('a file chosen by mistake', () => {
  it('is named: archives, workbooks, documents, data of another form', () => {
    expect(foreignFile(new Uint8Array(gzipSync('a,b\n1,2\n')))).toBe('gzip')
    expect(foreignFile(zipOf('[Content_Types].xml', 'xl/workbook.xml'))).toBe('excel')
    expect(foreignFile(zipOf('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'))).toBe('open-document')
    expect(foreignFile(zipOf('tickets.csv'))).toBe('zip')
    expect(foreignFile(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]))).toBe('old-excel')
    expect(foreignFile(text('%PDF-1.7\n'))).toBe('pdf')
    expect(foreignFile(text('\uFEFF<?xml version="1.0"?>'))).toBe('xml')
    expect(foreignFile(text('<!DOCTYPE html><html>'))).toBe('xml')
    expect(foreignFile(text('[{"id": 1}]'))).toBe('json')
    expect(foreignFile(Uint8Array.from({ length: 500 }, (_, n) => n % 32))).toBe('binary')
    expect(foreignFile(text(' \n'))).toBe('empty')
  })

  it('is not seen in tables of any writing', () => {
    for (const words of ['a,b\n1,2', '"a";"b"\n', '\uFEFFName\tOrt\n', '[a],{b}\n', '<5 users,name\n'])
      expect(foreignFile(text(words))).toBeNull()
    for (const mark of ['\uFEFF', ''])
      expect(foreignFile(new Uint8Array(Buffer.from(`${mark}Name;Ort\nMüller;Köln\n`, 'utf16le')))).toBeNull()
  })
})
