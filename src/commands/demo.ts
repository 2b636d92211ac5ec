import type { Command } from 'commander'
import { showProgress } from './progress.ts'
import { shareDone } from './share-done.ts'

/** `tendwell demo`: loads the demonstration council without starting the service. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('load the demonstration council into an empty database')
    .option('--fresh', 'throw the built-in database away first')
    .option('--json', 'print who can be signed in as, as JSON')
    .addHelpText('after', '\nExamples:\n  tendwell demo\n  tendwell demo --fresh\n\n`tendwell serve --demonstration` does the same when it finds the database empty.')
    .action(async (options: { fresh?: true; json?: true }) => {
      const [{ loadConfig }, { openHouse }, { loadDemonstration }] = await Promise.all([import('../platform/config/config.ts'), import('./open-house.ts'), import('../../dev/demo/load.ts')])
      const config = loadConfig(process.env, { demonstration: true })
      const open = await openHouse(config, { purpose: 'demo', alone: options.fresh === true, fresh: options.fresh ?? false })
      const bar = await showProgress('Loading the demonstration council')
      try {
        const accounts = await loadDemonstration(open, config, (stage, done, total) => { bar.update(shareDone(stage, done / total), 100) })
        bar.stop()
        console.log(options.json === true ? JSON.stringify(accounts) : accounts.map((account) => `${account.roleName}: ${account.name}, ${account.does}`).join('\n'))
      } finally {
        bar.stop()
        await open.close()
      }
    })
}
