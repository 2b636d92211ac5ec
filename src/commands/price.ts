import type { Command } from 'commander'
import { countOf, withCommas, wordsForPence } from '../kernel/words.ts'
import type { PricedFileVisit } from '../payment/files/price-files.ts'
import { EXIT } from './exit.ts'
import { readInput } from './read-input.ts'
import { tellRefusedFiles } from './refused-files.ts'

interface Options {
  readonly rules: string
  readonly rates: string
  readonly visits: string
  readonly explain?: true
  readonly json?: true
}

/** `tendwell price`: what visits pay under payment rules and rates, from files, without a database. */
export function addPrice(program: Command): void {
  program
    .command('price')
    .description('price visits under payment rules and rates: files in; lines and totals out')
    .requiredOption('--rules <file>', 'JSON file of a rule set, or of several with the dates from which they apply')
    .requiredOption('--rates <file>', 'CSV file of hourly rates')
    .requiredOption('--visits <file>', 'CSV file of visits, one row a care worker’s record')
    .option('--explain', 'say for each visit which steps led to its price')
    .option('--json', 'print the whole answer as JSON')
    .addHelpText('after', '\nExample:\n  tendwell price --rules docs/files/examples/pricing-rules.json --rates docs/files/examples/pricing-rates.csv --visits docs/files/examples/pricing-visits.csv --explain\n\ndocs/files/pricing.md describes the files and the answer. Ends with 1 when a file was refused; nothing is priced then.')
    .action(runPrice)
}

async function runPrice(options: Options): Promise<void> {
  const [{ priceFiles }, rules, rates, visits] = await Promise.all([import('../payment/files/price-files.ts'), readInput(options.rules), readInput(options.rates), readInput(options.visits)])
  const answer = priceFiles({ rules, rates, visits })
  if (!answer.ok) {
    tellRefusedFiles(answer.files.map(({ file, refusals }) => ({ name: options[file], refusals })), options.json === true)
    process.exitCode = EXIT.refused
    return
  }
  const { totals } = answer
  if (options.json === true) {
    console.log(JSON.stringify({ lines: answer.lines.map((line) => lineOf(line, options.explain === true)), totals, notes: answer.notes }))
    return
  }
  for (const note of answer.notes) console.log(note)
  for (const { visit, priced, explained } of answer.lines) {
    console.log(`${visit.visit}  ${visit.visitOn.toString()}  ${visit.provider}: ${countOf(priced.payableMinutes, 'minute')}, ${wordsForPence(priced.pence)}`)
    if (options.explain === true) for (const step of explained()) console.log(`    ${step.label}: ${step.words}`)
  }
  console.log(`\n${countOf(totals.visits, 'visit')}, ${withCommas(totals.payableMinutes)} minutes, ${wordsForPence(totals.pence)}.`)
  for (const provider of totals.by.provider) console.log(`  ${provider.name ?? ''}: ${countOf(provider.visits, 'visit')}, ${withCommas(provider.payableMinutes)} minutes, ${wordsForPence(provider.pence)}`)
}

function lineOf({ visit, priced, explained }: PricedFileVisit, explain: boolean) {
  return {
    visit: visit.visit,
    provider: visit.provider,
    placement: visit.placementId,
    visitOn: visit.visitOn.toString(),
    zone: visit.zone,
    serviceLine: visit.serviceLine,
    plannedMinutes: visit.planned?.minutes ?? null,
    plannedWorkers: visit.planned?.workers ?? null,
    pencePerHour: visit.pencePerHour,
    countedMinutes: priced.countedMinutes,
    payableMinutes: priced.payableMinutes,
    pence: priced.pence,
    trace: priced.trace,
    ...(explain ? { explanation: explained() } : {}),
  }
}
