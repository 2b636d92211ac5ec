import type { FastifyReply, FastifyRequest } from 'fastify'

const COOKIE = 'tendwell_message'

/** Keeps a message for the next page, in a signed cookie that lives a minute. */
export function keepFlash(reply: FastifyReply, message: string): void {
  reply.setCookie(COOKIE, Buffer.from(message).toString('base64url'), { path: '/', httpOnly: true, sameSite: 'lax', signed: true, maxAge: 60 })
}

/** Takes the message kept by the page before, once. A cookie that we did not sign counts as none. */
export function takeFlash(request: FastifyRequest, reply: FastifyReply): string | undefined {
  const cookie = request.cookies[COOKIE]
  if (cookie === undefined) return undefined
  reply.clearCookie(COOKIE, { path: '/' })
  const opened = request.unsignCookie(cookie)
  return opened.valid ? Buffer.from(opened.value, 'base64url').toString() : undefined
}
