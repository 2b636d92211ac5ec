import { lookup, type LookupAddress } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { addressFault, isPublicAddress } from './safe-address.ts'

const WAIT_MS = 15_000

/** How a request ended: an answer's status, or why there was none. */
export interface Sent {
  readonly status: number | null
  readonly failure: string | null
  readonly milliseconds: number
}

/**
 * Posts JSON once, within 15 seconds, following no redirect and reading nothing of the answer but its status. The name is resolved here
 * and the connection goes to the very addresses that were looked at, so that a name cannot point elsewhere between the two. Never throws.
 * @param mayBePrivate true where a setting allows http and addresses that are not public
 */
export async function sendRequest(address: string, headers: Readonly<Record<string, string>>, body: string, mayBePrivate: boolean): Promise<Sent> {
  const started = performance.now()
  const ended = (status: number | null, failure: string | null): Sent => ({ status, failure, milliseconds: Math.round(performance.now() - started) })
  const fault = addressFault(address, mayBePrivate)
  if (fault !== undefined) return ended(null, fault)
  try {
    return ended(await post(new URL(address), headers, body, mayBePrivate), null)
  } catch (error) {
    return ended(null, failureWords(error))
  }
}

function post(url: URL, headers: Readonly<Record<string, string>>, body: string, mayBePrivate: boolean): Promise<number> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'Tendwell webhooks', ...headers },
      agent: false,
      signal: AbortSignal.timeout(WAIT_MS),
      ...(mayBePrivate ? {} : { lookup: publicLookup }),
    })
    sending.once('error', reject)
    sending.once('response', (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy() // whatever it says is not ours to keep
    })
    sending.end(body)
  })
}

class NotPublic extends Error {}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (fault, addresses: LookupAddress[]) => {
    const [first] = fault === null ? addresses : []
    if (fault !== null) callback(fault, '', 0)
    else if (first === undefined || addresses.some((each) => !isPublicAddress(each.address))) callback(new NotPublic(), '', 0)
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The name of the server was not found',
  EAI_AGAIN: 'The name of the server could not be looked up',
  ECONNREFUSED: 'The server refused the connection',
  ECONNRESET: 'The server cut the connection',
  ETIMEDOUT: 'The server did not answer in time',
  EHOSTUNREACH: 'The server was not reached',
  ENETUNREACH: 'The server was not reached',
  CERT_HAS_EXPIRED: 'The server’s certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The server’s certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'The server’s certificate is signed by itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The server’s certificate cannot be checked: its chain is not complete',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The server’s certificate is for another name',
}

/** Words of ours for what went wrong: a fault's own message may repeat what a server said. */
function failureWords(error: unknown): string {
  if (error instanceof NotPublic) return 'The name of the server leads to an address inside a network'
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return 'The server did not answer in time'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return WORDS[code] ?? `No answer came${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ''}`
}
