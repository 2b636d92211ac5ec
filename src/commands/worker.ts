import { Option, type Command } from 'commander'

/** `tendwell worker`: the jobs alone, for a machine of its own. */
export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('work the jobs alone; run "web" beside it')
    .addOption(new Option('--own-server').hideHelp()) // said by `serve` of its built-in database
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… tendwell worker')
    .action(async (options: { ownServer?: true }) => {
      const { serveWorker } = await import('./serve-house.ts')
      await serveWorker({ ownServer: options.ownServer ?? false })
    })
}
