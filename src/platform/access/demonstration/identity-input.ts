/** Somebody invented, who can be signed in as with one button. */
export interface DemonstrationAccount {
  readonly subject: string
  readonly name: string
  readonly roleName: string
  /** One line: what they come to do, or whom they work for. */
  readonly does: string
}

/** What the demonstration's identity provider needs. */
export interface DemonstrationIdentityInput {
  /** The service's own address; it must be on this machine. */
  readonly publicUrl: string
  /** `config.oidc.issuer`; its port is the one listened on. */
  readonly issuer: string
  readonly host: string
  readonly clientId: string
  readonly clientSecret: string
  readonly councilName: string
  readonly accounts: readonly DemonstrationAccount[]
}
