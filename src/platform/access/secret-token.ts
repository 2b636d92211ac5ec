import { createHash, randomBytes } from 'node:crypto'

/** A new secret for a cookie or a token: 256 bits, safe in headers. Shown or sent once; only its hash is stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored in place of a secret. The secret is random, so a plain SHA-256 cannot be guessed back. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
