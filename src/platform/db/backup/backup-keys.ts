import { hkdfSync } from 'node:crypto'

/** The keys of one encrypted backup, each for one purpose. */
export interface BackupKeys {
  readonly cipher: Buffer
  /** Of the digests of rows and of the manifest. */
  readonly digest: Buffer
}

/**
 * Derives the keys of one backup from the council's key (32 bytes in base64) and the backup's own salt, by HKDF with SHA-256 (RFC 5869).
 * No two backups share a key, so that the nonces of one need only be different from one another.
 */
export function backupKeys(key: string, salt: Buffer): BackupKeys {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), salt, `tendwell backup ${purpose}`, 32))
  return { cipher: derive('cipher'), digest: derive('digest') }
}
