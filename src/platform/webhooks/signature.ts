import { createHmac, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** A new secret of an endpoint: `whsec_` and 32 random bytes in base64, as the Standard Webhooks specification writes them. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`
}

/**
 * The headers that let a receiver check a request (Standard Webhooks 1.0): HMAC-SHA256 over `id.timestamp.body` with the bytes of each
 * secret, one signature for each, so that a receiver may change its secret while both hold.
 * @param at the attempt's time; receivers refuse what is too old
 */
export function signedHeaders(secrets: readonly string[], id: string, at: Temporal.Instant, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.epochMilliseconds / 1000))
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
