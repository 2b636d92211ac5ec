import { spawnSync } from 'node:child_process'
import { EnvironmentFault } from '../../action/refused.ts'

/** An account of the operating system that PostgreSQL runs as. */
export interface UnixAccount {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const NAME = 'postgres'

/**
 * The account PostgreSQL must run as: null means the one we run as already. PostgreSQL refuses to run as root, so root
 * lends it the account `postgres`, which is created when the machine has none.
 */
export function accountForPostgres(): UnixAccount | null {
  if (process.getuid?.() !== 0) return null
  return findAccount() ?? createAccount()
}

function findAccount(): UnixAccount | undefined {
  const uid = spawnSync('id', ['-u', NAME], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', NAME], { encoding: 'utf8' })
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { name: NAME, uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function createAccount(): UnixAccount {
  const attempts: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', NAME]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
  ]
  for (const [command, args] of attempts) {
    if (spawnSync(command, args).status !== 0) continue
    const account = findAccount()
    if (account !== undefined) return account
  }
  throw new EnvironmentFault(
    `PostgreSQL does not run as root, and an account "${NAME}" could not be created for it: run "useradd --system ${NAME}", start Tendwell as an ordinary user, or set DATABASE_URL.`,
  )
}
