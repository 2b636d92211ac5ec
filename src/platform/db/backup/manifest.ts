import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What the first file of a backup is called; it is written last. */
export const MANIFEST_FILE = 'manifest.json'

const Digest = z.string().regex(/^[0-9a-f]{64}$/)
/** Nothing that could lead out of the folder, or out of quotes. */
const Name = z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/)

const TableEntry = z.strictObject({
  table: Name,
  columns: z.array(z.string()),
  rows: z.int().nonnegative(),
  file: z.string().regex(/^[a-z0-9_.]+$/),
  /** Size and SHA-256 of the file as it lies in the folder. */
  bytes: z.int().nonnegative(),
  sha256: Digest,
  /** SHA-256 of the rows in COPY's text form in the order of their key; of an encrypted backup its HMAC, so that few known rows cannot be guessed from it. */
  content: Digest,
})

const Contents = z.strictObject({
  format: z.literal('tendwell-backup'),
  formatVersion: z.literal(1),
  tendwell: z.string(),
  postgresql: z.string(),
  takenAt: z.string(),
  migrations: z.array(z.string()),
  encryption: z.strictObject({ cipher: z.literal('aes-256-gcm'), salt: z.base64() }).nullable(),
  tables: z.array(TableEntry),
  sequences: z.array(z.strictObject({ sequence: Name, lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
})

const Manifest = z.strictObject({ contents: Contents, seal: Digest })

export type TableEntry = z.infer<typeof TableEntry>
export type BackupContents = z.infer<typeof Contents>

/** The text of a manifest: its contents, and a digest of them that is keyed where the backup is. The key is not in it. */
export function manifestText(contents: BackupContents, key: Buffer | null): string {
  return `${JSON.stringify({ contents, seal: sealOf(contents, key) }, null, 2)}\n`
}

/** A manifest read back: its contents, and whether its digest fits for a key; undefined when it is not a manifest of a version that is known. */
export function readManifest(text: string): { readonly contents: BackupContents; fits(key: Buffer | null): boolean } | undefined {
  const parsed = Manifest.safeParse(parsedJson(text))
  if (!parsed.success) return undefined
  const { contents, seal } = parsed.data
  return { contents, fits: (key) => timingSafeEqual(Buffer.from(seal, 'hex'), Buffer.from(sealOf(contents, key), 'hex')) }
}

function sealOf(contents: BackupContents, key: Buffer | null): string {
  const hash = key === null ? createHash('sha256') : createHmac('sha256', key)
  return hash.update(JSON.stringify(contents)).digest('hex')
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
