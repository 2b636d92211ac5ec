import type { DocumentType } from '../../kernel/document-kinds.ts'

/**
 * What a document is, told by its bytes and never by its name; undefined for everything else. A Word document with macros is none of
 * these. This says what kind of file it is, not that it is harmless: nothing here looks for viruses.
 */
export function documentType(bytes: Uint8Array): DocumentType | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(file, [0x25, 0x50, 0x44, 0x46, 0x2d]) && file.subarray(-2048).includes('%%EOF')) return 'application/pdf'
  if (startsWith(file, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(file, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  return startsWith(file, [0x50, 0x4b, 0x03, 0x04]) ? officeType(file) : undefined
}

const ODT = 'application/vnd.oasis.opendocument.text'

/** An office document is a ZIP archive; the names of its parts stand in it as they are. */
function officeType(file: Buffer): DocumentType | undefined {
  // OpenDocument puts its kind first, stored and not packed.
  if (file.subarray(30, 38).toString('latin1') === 'mimetype' && file.subarray(38, 38 + ODT.length + 2).toString('latin1') === `${ODT}PK`) return ODT
  const isWord = file.includes('[Content_Types].xml') && file.includes('word/document.xml')
  return isWord && !file.includes('vbaProject.bin') ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' : undefined
}

function startsWith(file: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, place) => file[place] === byte)
}
