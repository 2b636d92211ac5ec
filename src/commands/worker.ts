import type { Command } from 'commander'

/** `tendwell worker`: the jobs alone, for a machine of its own. */
export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('work the jobs alone; run "web" beside it')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… tendwell worker')
    .action(async () => {
      const { serveWorker } = await import('./serve-house.ts')
      await serveWorker()
    })
}
