import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type Provider from 'oidc-provider'
import { templates } from '../../web/views.ts'
import type { DemonstrationIdentityInput } from './identity-input.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const CHOICE = /^\/choose\/([\w-]{1,64})$/

/** Answers the pages that are ours: the list of people, the choice made, the styles. False leaves it to the protocol. */
export async function answerOwnPage(provider: Provider, input: DemonstrationIdentityInput, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  setHeaders(input, response)
  const path = new URL(request.url ?? '/', 'http://local').pathname
  if (path === '/style.css') return send(response, 'text/css', await readFile(join(ROOT, 'assets/build/application.css')))
  if (path === '/icon.svg') return send(response, 'image/svg+xml', await readFile(join(ROOT, 'assets/favicon.svg')))
  if (path === '/sign-out.js') return send(response, 'text/javascript', 'document.forms[0].requestSubmit(document.querySelector("button[name=logout]"))')
  if (!CHOICE.test(path)) return false
  // Throws for an interaction that is over, or one that belongs to another browser.
  await provider.interactionDetails(request, response)
  if (request.method === 'POST') {
    const subject = (await bodyOf(request)).get('subject')
    const account = input.accounts.find((each) => each.subject === subject)
    if (account !== undefined) {
      await provider.interactionFinished(request, response, { login: { accountId: account.subject, remember: false } }, { mergeWithLastSubmission: false })
      return true
    }
  }
  return send(response, 'text/html; charset=utf-8', templates().render('platform/access/demonstration/choose.njk', { ...input, action: path }))
}

/** The page on which the provider's own session ends: a button, pressed by itself where scripts run. */
export function signOutPage(input: DemonstrationIdentityInput, form: string): string {
  return templates().render('platform/access/demonstration/sign-out.njk', { ...input, form })
}

/** A sign-in that went wrong; only a stale or altered address leads here. */
export function protocolErrorPage(input: DemonstrationIdentityInput): string {
  return templates().render('platform/access/demonstration/error.njk', input)
}

/** The forms here end at the service, so its address is an allowed form target. */
function setHeaders(input: DemonstrationIdentityInput, response: ServerResponse): void {
  const formTargets = `'self' ${new URL(input.publicUrl).origin}`
  response.setHeader('content-security-policy', `default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action ${formTargets}; frame-ancestors 'none'; base-uri 'none'`)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
}

function send(response: ServerResponse, type: string, body: string | Buffer): true {
  response.writeHead(200, { 'content-type': type })
  response.end(body)
  return true
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > 10_000) throw new Error('the form is too large')
  }
  return new URLSearchParams(text)
}
