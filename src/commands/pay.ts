import type { Command } from 'commander'
import { wordsForPence } from '../kernel/words.ts'
import { dayOption } from './day-option.ts'
import { showProgress } from './progress.ts'

interface Options {
  readonly framework?: string
  readonly from: string
  readonly json?: true
}

/** `tendwell pay`: runs payment for one four-week period of a framework. */
export function addPay(program: Command): void {
  program
    .command('pay')
    .description('run payment for a four-week period: a statement for each provider')
    .option('--framework <name>', 'name or id of the framework; may be left out when there is one')
    .requiredOption('--from <date>', 'first day of the period, a Monday: 2026-03-02')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  tendwell pay --framework "Home care framework" --from 2026-03-02\n\nRunning a period again changes nothing and says so. Ends with 1 when the period cannot be paid yet.')
    .action(runPay)
}

async function runPay(options: Options): Promise<void> {
  const periodFromOn = dayOption('--from', options.from)
  const [{ loadConfig }, { openHouse }, { runPayment }, { pickFramework }] = await Promise.all([import('../platform/config/config.ts'), import('./open-house.ts'), import('../payment/actions/run-payment.ts'), import('./pick-one.ts')])
  const { systemActor } = await import('../platform/access/actor.ts')
  const open = await openHouse(loadConfig(process.env), { purpose: 'pay' })
  const bar = await showProgress('Paying')
  try {
    const frameworkId = await pickFramework(open.house, options.framework)
    const run = await runPayment(open.house, systemActor('command line'), { frameworkId, periodFromOn, onProgress: (done, total) => { bar.update(done, total) } })
    bar.stop()
    if (options.json === true) console.log(JSON.stringify(run))
    else console.log(`${run.already ? 'This period was paid before; nothing was changed. ' : ''}${String(run.statements)} statements, ${String(run.lines)} visits, ${String(run.adjustments)} adjustments, ${wordsForPence(run.totalPence)}.`)
  } finally {
    bar.stop()
    await open.close()
  }
}
