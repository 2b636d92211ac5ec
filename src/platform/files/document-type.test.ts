import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { documentType } from './document-type.ts'

const zipOf = (...parts: string[]) => Buffer.from(`PK\u0003\u0004${'x'.repeat(26)}${parts.join('')}`, 'latin1')
const odt = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(26), Buffer.from('mimetypeapplication/vnd.oasis.opendocument.textPK\u0003\u0004', 'latin1')])

describe('a document is told by its bytes', () => {
  test('whatever its name', () => {
    assert.equal(documentType(Buffer.from('%PDF-1.7\n…\n%%EOF\n')), 'application/pdf')
    assert.equal(documentType(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])), 'image/png')
    assert.equal(documentType(Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'image/jpeg')
    assert.equal(documentType(zipOf('[Content_Types].xml', 'word/document.xml')), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    assert.equal(documentType(odt), 'application/vnd.oasis.opendocument.text')
  })

  test('and everything else is none: web pages, programs, scripts, archives, spreadsheets, macros, a PDF cut short', () => {
    const none = ['<!doctype html><script>', '<svg xmlns="http://www.w3.org/2000/svg">', 'MZ\u0090', '\u007fELF', '#!/bin/sh', 'GIF89a', '', 'name,born\n', '%PDF-1.7 without an end']
    for (const text of none) assert.equal(documentType(Buffer.from(text, 'latin1')), undefined, text)
    assert.equal(documentType(zipOf('anything.exe')), undefined)
    assert.equal(documentType(zipOf('[Content_Types].xml', 'xl/workbook.xml')), undefined)
    assert.equal(documentType(zipOf('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')), undefined)
  })

  test('never throws, for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => { documentType(bytes) }))
  })
})
