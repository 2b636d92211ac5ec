import type { Command } from 'commander'

/** `tendwell migrate`: the schema alone. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this version and stop')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… tendwell migrate')
    .action(async (options: { json?: true }) => {
      const [{ loadConfig }, { openHouse }] = await Promise.all([import('../platform/config/config.ts'), import('./open-house.ts')])
      const open = await openHouse(loadConfig(process.env), { purpose: 'migrate' })
      await open.close()
      if (options.json === true) console.log(JSON.stringify({ migrated: open.migrated }))
      else console.log(open.migrated.length === 0 ? 'The database is up to date.' : `Done: ${open.migrated.join(', ')}.`)
    })
}
