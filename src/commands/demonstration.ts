import { startDemonstrationIdentity } from '../platform/access/demonstration-identity.ts'
import { ROLE_NAMES } from '../platform/access/roles.ts'
import type { Config } from '../platform/config/config.ts'
import { ensureDemonstrationStaff } from './demonstration-staff.ts'
import type { OpenHouse } from './open-house.ts'

/** A demonstration that is running: its sign-in, and what to tell whoever started it. */
export interface RunningDemonstration {
  readonly lines: readonly string[]
  stop(): Promise<void>
}

/** Adds the accounts of the demonstration where they are missing, and starts the sign-in that lets anybody in. */
export async function startDemonstration(open: OpenHouse, config: Config): Promise<RunningDemonstration> {
  const staff = await ensureDemonstrationStaff(open.house, config.oidc.issuer)
  const accounts = staff.map((account) => ({ ...account, roleName: ROLE_NAMES[account.role] }))
  const identity = await startDemonstrationIdentity({
    publicUrl: config.publicUrl,
    issuer: config.oidc.issuer,
    host: config.host,
    clientId: config.oidc.clientId,
    clientSecret: config.oidc.clientSecret,
    councilName: config.councilName,
    accounts,
  })
  const width = Math.max(...accounts.map((account) => account.roleName.length))
  return { lines: ['Sign in as:', ...accounts.map((account) => `  ${account.roleName.padEnd(width)}  ${account.name}, ${account.does}`)], stop: () => identity.close() }
}
