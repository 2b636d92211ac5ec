/** The settings the web part needs. The program's whole configuration satisfies it. */
export interface WebConfig {
  readonly host: string
  readonly port: number
  /** Where browsers reach the service, without a slash at the end: `https://care.example.gov.uk`. */
  readonly publicUrl: string
  readonly councilName: string
  /** Signs the short-lived cookies (sign-in in progress, messages, form tokens). At least 32 characters. */
  readonly sessionSecret: string
  readonly sessionIdleMinutes: number
  readonly sessionMaxHours: number
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
  /** True when the council, its people and its providers are invented. */
  readonly demonstration: boolean
  readonly demonstrationIdentityPort: number
  /** False lifts the rate limits, for journeys that drive a browser faster than a person could. */
  readonly rateLimit: boolean
  readonly logLevel: string
}
