import { startDemonstrationIdentity } from '../platform/access/demonstration-identity.ts'
import type { Config } from '../platform/config/config.ts'
import type { OpenHouse } from './open-house.ts'
import { showProgress } from './progress.ts'
import { shareDone } from './share-done.ts'

/** A demonstration that is running: its sign-in, and what to tell whoever started it. */
export interface RunningDemonstration {
  readonly lines: readonly string[]
  stop(): Promise<void>
}

/** Loads the demonstration council when the database is empty, and starts the sign-in that lets anybody in. */
export async function startDemonstration(open: OpenHouse, config: Config): Promise<RunningDemonstration> {
  const { loadDemonstration } = await import('../../dev/demo/load.ts')
  const bar = await showProgress('Loading the demonstration council')
  const accounts = await loadDemonstration(open, config, (stage, done, total) => { bar.update(shareDone(stage, done / total), 100) })
  bar.stop()
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
