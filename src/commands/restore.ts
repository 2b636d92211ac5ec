import type { Command } from 'commander'
import { showProgress } from './progress.ts'

interface Options {
  readonly from: string
  readonly json?: true
}

/** `tendwell restore`: a backup into an empty database. */
export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('put a backup into an empty database')
    .requiredOption('--from <folder>', 'the folder of the backup')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  TENDWELL_DATA_FOLDER=./restored tendwell restore --from backups/2026-03-02\n\nHappens whole or not at all. Ends with 1 when the database is not empty, a file is damaged or the key does not fit.')
    .action(runRestore)
}

async function runRestore(options: Options): Promise<void> {
  const [{ loadConfig }, { openDatabase }, { restoreBackup }, { openQueue }, { wiringsFor }] = await Promise.all([
    import('../platform/config/config.ts'),
    import('./open-database.ts'),
    import('../platform/db/backup/restore-backup.ts'),
    import('../platform/jobs/queue.ts'),
    import('./wirings.ts'),
  ])
  const config = loadConfig(process.env)
  const wirings = await wiringsFor(config)
  const database = await openDatabase(config, { purpose: 'restore' })
  const makeQueue = async (): Promise<void> => {
    const queue = await openQueue(database.url, wirings.flatMap((wiring) => wiring.jobs))
    await queue.stop()
  }
  const bar = await showProgress('Restoring')
  try {
    const sums = await restoreBackup({ url: database.url, folder: options.from, key: config.backupKey, makeQueue, onProgress: (done, total) => { bar.update(done, total) } })
    bar.stop()
    if (options.json === true) console.log(JSON.stringify({ folder: options.from, ...sums }))
    else console.log(`Done: ${String(sums.rows)} rows of ${String(sums.tables)} tables; the digest of every table is the backup's.`)
  } finally {
    bar.stop()
    await database.stop()
  }
}
