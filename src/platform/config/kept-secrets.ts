import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const KeptSecrets = z.object({ sessionSecret: z.string().min(32), oidcClientSecret: z.string().min(32) })
type KeptSecrets = z.infer<typeof KeptSecrets>

/** The demonstration's own secrets: made once and kept beside its data, so that a restart signs nobody out. */
export function keepSecrets(dataFolder: string): KeptSecrets {
  const file = join(dataFolder, 'secrets.json')
  const kept = existsSync(file) ? KeptSecrets.safeParse(parseJson(readFileSync(file, 'utf8'))) : undefined
  if (kept?.success === true) return kept.data
  const made = { sessionSecret: randomBytes(36).toString('base64url'), oidcClientSecret: randomBytes(36).toString('base64url') }
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  return made
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // cut short by a full disk: new secrets only sign people out
  }
}
