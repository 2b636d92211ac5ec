import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Forbidden, NotFound, Refused } from '../action/refused.ts'

/** An error as the outside sees it. */
export interface Fault {
  readonly status: number
  readonly title: string
  readonly message: string
  /** Stable word for programs: the code of a refusal. */
  readonly code?: string
  readonly errors: readonly { readonly field: string; readonly message: string }[]
}

/** Turns whatever was thrown into what may be said about it. What we do not know stays unsaid. */
export function faultOf(error: unknown): Fault {
  if (error instanceof NotFound) return { status: 404, title: 'Page not found', message: `${error.message}.`, errors: [] }
  if (error instanceof Forbidden) return { status: 403, title: 'You cannot do this', message: `${error.message}. If your work needs it, ask an administrator to change your role.`, errors: [] }
  if (error instanceof Refused) {
    const errors = error.field === undefined ? [] : [{ field: error.field, message: error.message }]
    return { status: 400, title: 'There is a problem', message: error.message, code: error.code, errors }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ field: issue.instancePath.slice(1).replaceAll('/', '.'), message: issue.message ?? 'not valid' }))
    return { status: 400, title: 'There is a problem', message: 'The request does not match the schema of this operation.', errors }
  }
  return byStatus(error)
}

function byStatus(error: unknown): Fault {
  const { statusCode, code, message } = error instanceof Error ? (error as Error & { statusCode?: number; code?: string }) : { statusCode: 500, code: '', message: '' }
  if (code?.startsWith('FST_CSRF') === true) {
    return { status: 403, title: 'This form has expired', message: 'The form was open too long, or was sent from another site. Go back, reload the page and send it again.', errors: [] }
  }
  switch (statusCode) {
    case 401:
      return { status: 401, title: 'Sign in first', message, errors: [] }
    case 409:
      return { status: 409, title: 'This has been done already', message, errors: [] }
    case 413:
      return { status: 413, title: 'The file is too large', message: 'A file may be at most 32 MB; send it in parts, for example one week in each. JSON sent to the API may be at most 1 MB; send a file as text/csv instead.', errors: [] }
    case 415:
      return { status: 415, title: 'There is a problem', message: 'This kind of content is not accepted here. Operations of the API take JSON; those that read files take text/csv as well.', errors: [] }
    case 429:
      return { status: 429, title: 'Too many requests', message, errors: [] }
    case 400:
      return { status: 400, title: 'There is a problem', message: 'The request could not be read. Go back and send it again.', errors: [] }
    default:
      return outOfOrder(code) ?? { status: 500, title: 'Sorry, there is a problem with the service', message: 'Nothing you sent has been half saved. Try again, and if it happens again tell your administrator the reference below.', errors: [] }
  }
}

/** What an administrator must mend before anybody can go on; the code is PostgreSQL's, or the system's. */
function outOfOrder(code: string | undefined): Fault | undefined {
  const words = code === undefined ? undefined : OUT_OF_ORDER[code]
  if (words === undefined) return undefined
  return { status: 503, title: 'The service cannot do this at the moment', message: `${words} Nothing that was saved is lost, and nothing you sent has been half saved. Tell your administrator, with the reference below, and try again later.`, errors: [] }
}

const FULL = 'Its disk is full, so it cannot save anything.'
const AWAY = 'Its database does not answer.'
const OUT_OF_ORDER: Readonly<Record<string, string>> = {
  '53100': FULL,
  ENOSPC: FULL,
  '53300': 'Its database has no free connection left.',
  '57P01': AWAY,
  '57P03': AWAY,
  ECONNREFUSED: AWAY,
  ECONNRESET: AWAY,
}
