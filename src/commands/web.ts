import type { Command } from 'commander'

/** `tendwell web`: the web server alone, for a machine of its own. */
export function addWeb(program: Command): void {
  program
    .command('web')
    .description('run the web server alone; run "worker" beside it')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… TENDWELL_PUBLIC_URL=https://care.example.gov.uk tendwell web')
    .action(async () => {
      const { serveWeb } = await import('./serve-house.ts')
      await serveWeb()
    })
}
