import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { EnvironmentFault } from '../action/refused.ts'
import type { DemonstrationIdentityInput } from './demonstration/identity-input.ts'
import { answerOwnPage } from './demonstration/own-pages.ts'
import { demonstrationProvider } from './demonstration/provider.ts'
import { isLoopback } from './identity-provider.ts'

/** A running identity provider. */
export interface DemonstrationIdentity {
  readonly issuer: string
  close(): Promise<void>
}

/**
 * Starts a real OpenID provider that signs anybody in as anybody, without a password.
 * So it refuses to start where real people could be: in production, or behind an address that others can reach.
 */
export async function startDemonstrationIdentity(input: DemonstrationIdentityInput, environment: { readonly NODE_ENV?: string | undefined } = process.env): Promise<DemonstrationIdentity> {
  refuseOutsideADemonstration(input.publicUrl, environment.NODE_ENV)
  const port = Number(new URL(input.issuer).port)
  const provider = await demonstrationProvider(input)
  const answerProtocol = provider.callback()
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    answerOwnPage(provider, input, request, response)
      .then((answered) => (answered ? undefined : answerProtocol(request, response)))
      .catch(() => {
        if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
        response.end('This sign-in has expired. Go back to Tendwell and sign in again.')
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is in use by another program' : 'cannot be opened'
      reject(new EnvironmentFault(`Port ${String(port)} for the demonstration's sign-in ${why}. Choose another with the setting for its port.`, cause))
    })
    server.listen(port, input.host, resolve)
  })
  return {
    issuer: input.issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

function refuseOutsideADemonstration(publicUrl: string, nodeEnv: string | undefined): void {
  if (nodeEnv === 'production') {
    throw new EnvironmentFault('The demonstration’s sign-in lets anybody in as anybody, so it does not start with NODE_ENV=production. Configure the council’s own identity provider.')
  }
  if (!isLoopback(new URL(publicUrl))) {
    throw new EnvironmentFault(`The demonstration’s sign-in lets anybody in as anybody, so it does not start behind ${publicUrl}, which others can reach. Configure the council’s own identity provider, or use an address on this machine.`)
  }
}
