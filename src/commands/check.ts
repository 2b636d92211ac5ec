import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { Refused } from '../platform/action/refused.ts'
import { refusalSentence } from '../platform/files/import-outcome.ts'
import type { CheckedFile } from '../visits/files/check-visit-file.ts'
import { addCheckInvoice } from './check-invoice.ts'
import { EXIT } from './exit.ts'

const SHOWN_REFUSALS = 20

/** `tendwell check visits FILE`: what a file of visit records says by itself, without a database and without writing. */
export function addCheck(program: Command): void {
  const check = program.command('check').description('check a file without a database')
  addCheckInvoice(check)
  check
    .command('visits <file>')
    .description('visit records (our CSV or JSON, or the Access CSV): rows read, new, changed, repeated, refused by reason')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', '\nExample:\n  tendwell check visits docs/files/examples/visit-records.csv --json\n\nEnds with 1 when the file or any of its rows was refused. To compare with what is held, also through a mapping: tendwell import visits FILE --provider NAME --preview.')
    .action(checkVisits)
}

async function checkVisits(file: string, options: { readonly json?: true }): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true) throw new Refused('no-file', `There is no file "${file}": check the path.`)
  const checked = await checkOnDisk(file)
  if (options.json === true) console.log(JSON.stringify(checked))
  else {
    const { read, refused, repeated, changed } = checked
    console.log(`read ${String(read)}, new ${String(checked.new)}, changed ${String(changed)}, repeated ${String(repeated)}, refused ${String(refused)}`)
    for (const [code, count] of Object.entries(checked.refusedByReason)) console.log(`  ${code}: ${String(count)}`)
    for (const refusal of checked.refusals.slice(0, SHOWN_REFUSALS)) console.error(refusalSentence(refusal))
    if (checked.refusals.length > SHOWN_REFUSALS) console.error(`… and ${String(checked.refusals.length - SHOWN_REFUSALS)} more: --json prints all.`)
  }
  if (checked.refusals.length > 0) process.exitCode = EXIT.refused
}

async function checkOnDisk(path: string): Promise<CheckedFile> {
  const [{ checkVisitFile }, { openOnDisk }, { atOnce }] = await Promise.all([import('../visits/files/check-visit-file.ts'), import('../platform/files/file-on-disk.ts'), import('../kernel/in-pieces.ts')])
  const now = Temporal.Now.instant()
  const file = openOnDisk(path)
  try {
    const checked = atOnce(checkVisitFile(file, { second: Math.floor(now.epochMilliseconds / 1000), today: now.toZonedDateTimeISO('Europe/London').toPlainDate() }))
    file.needUnchanged()
    return checked
  } finally {
    file.close()
  }
}
