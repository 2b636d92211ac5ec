import type { Command } from 'commander'
import { showProgress } from './progress.ts'

interface Options {
  readonly to: string
  readonly json?: true
}

/** `tendwell backup`: the whole database as it was at one instant, into a folder. */
export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('write the whole database as it is at one instant into a folder')
    .requiredOption('--to <folder>', 'a new folder')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  tendwell backup --to backups/2026-03-02\n\nMay be taken while Tendwell runs. Encrypted when TENDWELL_BACKUP_KEY is set. docs/backup.md says more.')
    .action(runBackup)
}

async function runBackup(options: Options): Promise<void> {
  const [{ loadConfig }, { openDatabase }, { takeBackup }, { tendwellVersion }, { systemClock }] = await Promise.all([
    import('../platform/config/config.ts'),
    import('./open-database.ts'),
    import('../platform/db/backup/take-backup.ts'),
    import('./version.ts'),
    import('../platform/action/clock.ts'),
  ])
  const config = loadConfig(process.env)
  const database = await openDatabase(config, { purpose: 'backup' })
  const bar = await showProgress('Writing')
  try {
    const sums = await takeBackup({ url: database.url, folder: options.to, key: config.backupKey, now: systemClock.now(), version: tendwellVersion(), onProgress: (done, total) => { bar.update(done, total) } })
    bar.stop()
    if (options.json === true) console.log(JSON.stringify({ folder: options.to, ...sums }))
    else console.log(`Done: ${String(sums.rows)} rows of ${String(sums.tables)} tables, ${String(sums.bytes)} bytes, in ${options.to}. ${sums.isEncrypted ? 'Encrypted: without its key it cannot be restored.' : 'Not encrypted: TENDWELL_BACKUP_KEY is not set.'}`)
  } finally {
    bar.stop()
    await database.stop()
  }
}
