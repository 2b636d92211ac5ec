import { z } from 'zod'

const wholeNumber = (from: number, to: number) => z.string().regex(/^\d{1,9}$/).transform(Number).pipe(z.number().min(from).max(to))
const text = z.string().trim().min(1)
const webAddress = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).search === '' && new URL(url).hash === '')
  .transform((url) => url.replace(/\/+$/, ''))
const yesNo = z.enum(['true', 'false']).transform((word) => word === 'true')

/** The environment as Tendwell understands it. A setting that is left out, or empty, is `undefined` here. */
export const Settings = z.object({
  TENDWELL_PORT: wholeNumber(0, 65535).optional(),
  TENDWELL_HOST: text.optional(),
  TENDWELL_PUBLIC_URL: webAddress.optional(),
  TENDWELL_COUNCIL_NAME: text.optional(),
  TENDWELL_SESSION_SECRET: z.string().min(32).optional(),
  TENDWELL_SESSION_IDLE_MINUTES: wholeNumber(1, 1440).optional(),
  TENDWELL_SESSION_MAX_HOURS: wholeNumber(1, 168).optional(),
  TENDWELL_OIDC_ISSUER: webAddress.optional(),
  TENDWELL_OIDC_CLIENT_ID: text.optional(),
  TENDWELL_OIDC_CLIENT_SECRET: text.optional(),
  TENDWELL_DEMONSTRATION: yesNo.optional(),
  TENDWELL_DEMONSTRATION_IDENTITY_PORT: wholeNumber(0, 65535).optional(),
  TENDWELL_RATE_LIMIT: yesNo.optional(),
  TENDWELL_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  TENDWELL_DATA_FOLDER: text.optional(),
  TENDWELL_NOTIFY_API_KEY: text.optional(),
  TENDWELL_WEBHOOK_PRIVATE_ADDRESSES: yesNo.optional(),
  TENDWELL_BACKUP_KEY: z.string().regex(/^[A-Za-z0-9+/]{43}=$/).optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\/[^\s]+$/).optional(),
  NODE_ENV: z.string().optional(),
})

export type Settings = z.infer<typeof Settings>

/** What a reader needs to know of a setting, and what to write when its value is refused. */
export interface SettingNote {
  readonly about: string
  readonly fallback: string
  /** Finishes the sentence "… is not accepted: give …". */
  readonly give: string
  readonly isSecret?: boolean
}

/** The notes of every setting: error messages and docs/settings.md are both made from them. */
export const SETTING_NOTES: Readonly<Record<keyof Settings, SettingNote>> = {
  TENDWELL_PORT: { about: 'Port of the web server. 0 takes any free one.', fallback: '3000', give: 'a whole number from 0 to 65535' },
  TENDWELL_HOST: { about: 'Address the web server listens on.', fallback: '127.0.0.1', give: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0' },
  TENDWELL_PUBLIC_URL: { about: 'Where browsers reach the service. Needed outside the demonstration.', fallback: 'http://host:port', give: 'a web address without a query, such as https://care.example.gov.uk' },
  TENDWELL_COUNCIL_NAME: { about: 'The council, as pages and reports name it.', fallback: 'Example County Council', give: 'the name in words' },
  TENDWELL_SESSION_SECRET: { about: 'Signs cookies. Needed outside the demonstration, which makes its own.', fallback: 'none', give: 'at least 32 random characters, for example from "openssl rand -base64 48"', isSecret: true },
  TENDWELL_SESSION_IDLE_MINUTES: { about: 'A session unused for this long ends.', fallback: '60', give: 'a whole number of minutes from 1 to 1440' },
  TENDWELL_SESSION_MAX_HOURS: { about: 'A session ends after this long even when used.', fallback: '12', give: 'a whole number of hours from 1 to 168' },
  TENDWELL_OIDC_ISSUER: { about: "The council's OpenID Connect identity provider. Needed outside the demonstration.", fallback: 'none', give: 'the web address of the issuer, such as https://login.example.gov.uk/tenant/v2.0' },
  TENDWELL_OIDC_CLIENT_ID: { about: 'The name the identity provider knows Tendwell by. Needed outside the demonstration.', fallback: 'none', give: 'the client id' },
  TENDWELL_OIDC_CLIENT_SECRET: { about: 'The secret that goes with it. Needed outside the demonstration.', fallback: 'none', give: 'the client secret', isSecret: true },
  TENDWELL_DEMONSTRATION: { about: 'Runs with an invented council and an identity provider that lets anybody in. Refused in production.', fallback: 'false', give: 'true or false' },
  TENDWELL_DEMONSTRATION_IDENTITY_PORT: { about: "Port of the demonstration's identity provider. 0 takes any free one.", fallback: 'the web port plus one', give: 'a whole number from 0 to 65535' },
  TENDWELL_RATE_LIMIT: { about: 'Limits requests from one address.', fallback: 'true', give: 'true or false' },
  TENDWELL_LOG_LEVEL: { about: 'How much is logged.', fallback: 'info; warn in the demonstration', give: 'one of fatal, error, warn, info, debug, trace, silent' },
  TENDWELL_DATA_FOLDER: { about: 'Where the built-in database and generated secrets are kept.', fallback: './var', give: 'the path of a folder' },
  TENDWELL_NOTIFY_API_KEY: { about: 'Key of GOV.UK Notify. Without one, messages are kept on the outbox page.', fallback: 'none', give: 'the API key', isSecret: true },
  TENDWELL_WEBHOOK_PRIVATE_ADDRESSES: { about: 'Lets webhooks go to http and to addresses inside a network. For trials and tests: with it, whoever may add a webhook can make the server send requests inside.', fallback: 'false', give: 'true or false' },
  TENDWELL_BACKUP_KEY: { about: 'Encrypts backups, and opens them again. Keep it where the backups are not: without it they cannot be restored.', fallback: 'none: backups are not encrypted', give: '32 random bytes in base64, for example from "openssl rand -base64 32"', isSecret: true },
  DATABASE_URL: { about: 'A PostgreSQL server (15 or newer) to use instead of the built-in one. Its account must own the database and be allowed to create roles.', fallback: 'none', give: 'an address such as postgres://name:password@host:5432/tendwell', isSecret: true },
  NODE_ENV: { about: '"production" refuses the demonstration.', fallback: 'none', give: 'production or nothing' },
}
