import type { Command } from 'commander'
import { dayOption } from './day-option.ts'

interface Options {
  readonly on?: string
  readonly json?: true
}

/** `tendwell report`: the weekly report. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('the weekly report: waiting, hours by zone and tier, ratings, visits, pounds')
    .option('--on <date>', 'the day the report is of: 2026-03-02; today when left out')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExamples:\n  tendwell report\n  tendwell report --on 2026-03-02 --json\n\nThe report of a past day comes out the same whenever it is asked for.')
    .action(runReport)
}

async function runReport(options: Options): Promise<void> {
  const [{ loadConfig }, { openHouse }, { weeklyDocumentOf, weeklyReport, weeklyTables }, { systemActor }, { tableText }] = await Promise.all([import('../platform/config/config.ts'), import('./open-house.ts'), import('../reporting/public.ts'), import('../platform/access/actor.ts'), import('../platform/components/table-text.ts')])
  const open = await openHouse(loadConfig(process.env), { purpose: 'report' })
  try {
    const report = await weeklyReport(open.house, systemActor('command line'), { on: options.on === undefined ? undefined : dayOption('--on', options.on) })
    if (options.json === true) console.log(JSON.stringify(weeklyDocumentOf(report)))
    else console.log(Object.values(weeklyTables(report, '/reports/weekly')).map(tableText).join('\n\n'))
  } finally {
    await open.close()
  }
}
