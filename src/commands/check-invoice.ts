import { readFile, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { wordsForPence } from '../kernel/words.ts'
import { Refused } from '../platform/action/refused.ts'
import { EXIT } from './exit.ts'

/** `tendwell check invoice FILE`: what an electronic invoice says by itself, without a database and without writing. */
export function addCheckInvoice(check: Command): void {
  check
    .command('invoice <file>')
    .description('an electronic invoice or credit note (UBL 2.1, EN 16931, Peppol BIS Billing 3): its facts and totals, or every fault by its rule')
    .option('--rules <folder>', 'also run the Schematron files (*.sch) of a folder, such as the official rules of EN 16931')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', '\nExample:\n  tendwell check invoice docs/files/examples/invoice.xml --json\n\nEnds with 1 when a rule is broken. docs/files/invoices.md says where the official rules are found.')
    .action(checkInvoiceFile)
}

async function checkInvoiceFile(file: string, options: { readonly rules?: string; readonly json?: true }): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true) throw new Refused('no-file', `There is no file "${file}": check the path.`)
  const bytes = await readFile(file)
  const { checkInvoice } = await import('../payment/files/check-invoice.ts')
  const checked = checkInvoice(bytes)
  // What is no readable XML for us is not handed to another reader: its document type would be read there.
  const isReadable = !checked.faults.some((fault) => fault.rule === 'TW-00')
  const { runSchematron } = await import('../payment/files/run-schematron.ts')
  const official = options.rules === undefined || !isReadable ? null : await runSchematron(options.rules, bytes.toString('utf8'))
  const isBroken = checked.faults.length > 0 || (official?.faults.length ?? 0) > 0
  if (options.json === true) console.log(JSON.stringify({ ...checked, official }))
  else {
    const { document } = checked
    if (document !== null) console.log(`${document.kind === 'invoice' ? 'invoice' : 'credit note'} ${document.number} of ${document.sellerName}, ${String(document.issueOn)}: ${String(document.lines.length)} lines, ${wordsForPence(document.totalPence)}`)
    for (const fault of checked.faults) console.error(`${fault.rule}: ${fault.words}. ${fault.place}${fault.value === null ? '' : `: "${fault.value}"`}. ${fault.fix}.`)
    for (const fault of official?.faults ?? []) console.error(`${fault.file}, ${fault.rule}: ${fault.words} (${fault.place})`)
    for (const warning of official?.warnings ?? []) console.error(`${warning.file}, ${warning.rule}, only a warning: ${warning.words} (${warning.place})`)
    if (!isBroken) console.log(`no rule is broken${official === null ? '' : `, nor any of the ${String(official.rulesAsked)} that ${official.files.join(', ')} asks of such a document`}`)
  }
  if (isBroken) process.exitCode = EXIT.refused
}
