import { EnvironmentFault } from '../action/refused.ts'
import { keepSecrets } from './kept-secrets.ts'
import { parseSettings } from './parse-settings.ts'
import type { Settings } from './settings.ts'

/** All that the running program is told from outside, parsed once. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Where browsers reach the service, without a slash at the end. */
  readonly publicUrl: string
  readonly councilName: string
  readonly sessionSecret: string
  readonly sessionIdleMinutes: number
  readonly sessionMaxHours: number
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
  readonly demonstration: boolean
  readonly demonstrationIdentityPort: number
  readonly rateLimit: boolean
  readonly logLevel: NonNullable<Settings['TENDWELL_LOG_LEVEL']>
  /** Null: the built-in PostgreSQL. */
  readonly databaseUrl: string | null
  readonly dataFolder: string
  readonly notifyApiKey: string | null
  /** 32 bytes in base64; null: backups are not encrypted. */
  readonly backupKey: string | null
  /** True where webhooks may go to http and to addresses inside a network. */
  readonly webhookPrivateAddresses: boolean
}

/** The settings that serving pages needs and that have no safe value of our own. */
const NEEDED_FOR_WEB = ['TENDWELL_PUBLIC_URL', 'TENDWELL_SESSION_SECRET', 'TENDWELL_OIDC_ISSUER', 'TENDWELL_OIDC_CLIENT_ID', 'TENDWELL_OIDC_CLIENT_SECRET'] as const

/**
 * Reads the configuration from the environment. `web` asks for what serving pages needs; other commands run without.
 * Throws `EnvironmentFault` naming each setting that is unknown, refused or missing, its value unless secret, and the fix.
 */
export function loadConfig(env: NodeJS.ProcessEnv, options: { demonstration?: boolean; web?: boolean } = {}): Config {
  const settings = parseSettings(env)
  const demonstration = options.demonstration ?? settings.TENDWELL_DEMONSTRATION ?? false
  if (demonstration) refuseDemonstrationInPublic(settings)
  else if (options.web === true) refuseMissing(settings)
  const host = settings.TENDWELL_HOST ?? '127.0.0.1'
  const port = settings.TENDWELL_PORT ?? 3000
  const identityPort = settings.TENDWELL_DEMONSTRATION_IDENTITY_PORT ?? (port === 0 ? 0 : (port % 65535) + 1)
  const dataFolder = settings.TENDWELL_DATA_FOLDER ?? './var'
  const kept = demonstration ? keepSecrets(dataFolder) : { sessionSecret: '', oidcClientSecret: '' }
  return {
    host,
    port,
    publicUrl: settings.TENDWELL_PUBLIC_URL ?? `http://${browserHost(host)}:${String(port)}`,
    councilName: settings.TENDWELL_COUNCIL_NAME ?? 'Example County Council',
    sessionSecret: settings.TENDWELL_SESSION_SECRET ?? kept.sessionSecret,
    sessionIdleMinutes: settings.TENDWELL_SESSION_IDLE_MINUTES ?? 60,
    sessionMaxHours: settings.TENDWELL_SESSION_MAX_HOURS ?? 12,
    oidc: demonstration
      ? { issuer: `http://127.0.0.1:${String(identityPort)}`, clientId: 'tendwell', clientSecret: kept.oidcClientSecret }
      : {
          issuer: settings.TENDWELL_OIDC_ISSUER ?? '',
          clientId: settings.TENDWELL_OIDC_CLIENT_ID ?? '',
          clientSecret: settings.TENDWELL_OIDC_CLIENT_SECRET ?? '',
        },
    demonstration,
    demonstrationIdentityPort: identityPort,
    rateLimit: settings.TENDWELL_RATE_LIMIT ?? true,
    logLevel: settings.TENDWELL_LOG_LEVEL ?? (demonstration ? 'warn' : 'info'),
    databaseUrl: settings.DATABASE_URL ?? null,
    dataFolder,
    notifyApiKey: settings.TENDWELL_NOTIFY_API_KEY ?? null,
    backupKey: settings.TENDWELL_BACKUP_KEY ?? null,
    webhookPrivateAddresses: settings.TENDWELL_WEBHOOK_PRIVATE_ADDRESSES ?? false,
  }
}

/** Its identity provider lets anybody sign in as anybody: it must never stand where the public, or real records, can reach it. */
function refuseDemonstrationInPublic(settings: Settings): void {
  if (settings.NODE_ENV === 'production') {
    throw new EnvironmentFault('The demonstration does not start with NODE_ENV "production": unset NODE_ENV, or leave out --demonstration and TENDWELL_DEMONSTRATION.')
  }
  if (settings.TENDWELL_PUBLIC_URL !== undefined) {
    throw new EnvironmentFault(
      `The demonstration does not start with a public address (TENDWELL_PUBLIC_URL is "${settings.TENDWELL_PUBLIC_URL}"): unset it, or leave out --demonstration and TENDWELL_DEMONSTRATION.`,
    )
  }
}

function refuseMissing(settings: Settings): void {
  const missing = NEEDED_FOR_WEB.filter((name) => settings[name] === undefined)
  if (missing.length === 0) return
  throw new EnvironmentFault(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set: docs/settings.md says what to give, or add --demonstration to try Tendwell with an invented council.`)
}

/** A server on every address is reached by one of them. */
function browserHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
