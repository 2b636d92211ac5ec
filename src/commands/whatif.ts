import { InvalidArgumentError, type Command } from 'commander'
import { countOf, withCommas, wordsForPence } from '../kernel/words.ts'
import type { WhatIfFiles } from '../payment/files/what-if-files.ts'
import { EXIT } from './exit.ts'
import { readInput } from './read-input.ts'
import { tellRefusedFiles } from './refused-files.ts'

interface Options {
  readonly rules: readonly string[]
  readonly rates: string
  readonly visits: string
  readonly most: number
  readonly json?: true
}

const MOST_DIFFERENT = 10

/** `tendwell whatif`: what the same visits would pay under other payment rules, from files, without a database. */
export function addWhatif(program: Command): void {
  program
    .command('whatif')
    .description('price the same visits under several rule sets and compare each with the first')
    .requiredOption('--rules <files...>', 'JSON files of one rule set each; the first is what the others are compared with')
    .requiredOption('--rates <file>', 'CSV file of hourly rates')
    .requiredOption('--visits <file>', 'CSV file of visits, one row a care worker’s record')
    .option('--most <number>', 'how many of the visits that differ most are shown', wholeNumber, MOST_DIFFERENT)
    .option('--json', 'print the whole answer as JSON')
    .addHelpText('after', '\nExample:\n  tendwell whatif --rules docs/files/examples/pricing-rules.json docs/files/examples/pricing-rules-planned.json --rates docs/files/examples/pricing-rates.csv --visits docs/files/examples/pricing-visits.csv\n\ndocs/files/pricing.md describes the files and the answer. Ends with 1 when a file was refused; nothing is priced then.')
    .action(runWhatif)
}

async function runWhatif(options: Options): Promise<void> {
  const named = async (name: string) => ({ name, bytes: await readInput(name) })
  const [{ whatIfFiles }, rates, visits, rules] = await Promise.all([import('../payment/files/what-if-files.ts'), named(options.rates), named(options.visits), Promise.all(options.rules.map(named))])
  const answer = whatIfFiles({ rules, rates, visits }, options.most)
  if (!answer.ok) {
    tellRefusedFiles(answer.files, options.json === true)
    process.exitCode = EXIT.refused
  } else if (options.json === true) console.log(JSON.stringify(asJson(answer)))
  else tell(answer)
}

type Answer = Extract<WhatIfFiles, { ok: true }>

function asJson({ base, compared, notes }: Answer) {
  return {
    base: { name: base.name, path: base.path, totals: base.totals },
    scenarios: compared.map(({ result, comparison }) => ({
      name: result.name,
      path: result.path,
      totals: result.totals,
      compared: { ...comparison, mostDifferent: comparison.mostDifferent.map(({ visit, before, after }) => ({ visit: visit.visit, provider: visit.provider, visitOn: visit.visitOn.toString(), before, after })) },
    })),
    notes,
  }
}

function tell({ base, compared, notes }: Answer): void {
  for (const note of notes) console.log(note)
  console.log(`${base.name}: ${countOf(base.totals.visits, 'visit')}, ${withCommas(base.totals.payableMinutes)} minutes, ${wordsForPence(base.totals.pence)}. ${pathWords(base)}`)
  for (const { result, comparison } of compared) {
    console.log(`\n${result.name}: ${withCommas(result.totals.payableMinutes)} minutes, ${wordsForPence(result.totals.pence)}, ${moreOrLess(comparison.penceMore)}. ${pathWords(result)}`)
    console.log(`${countOf(comparison.visitsPaidMore, 'visit')} paid more, ${String(comparison.visitsPaidLess)} less, ${String(comparison.visitsPaidTheSame)} the same.`)
    for (const group of comparison.by.provider) console.log(`  ${group.name ?? ''}: ${wordsForPence(group.beforePence)} to ${wordsForPence(group.afterPence)}, ${moreOrLess(group.penceMore)}`)
    for (const { visit, before, after } of comparison.mostDifferent) console.log(`  ${visit.visit} of ${visit.visitOn.toString()}, ${visit.provider}\n    first: ${before.words}\n    then: ${after.words}`)
  }
}

function pathWords({ path }: Answer['base']): string {
  return path.by === 'visit' ? 'Priced visit by visit, because the rules look across visits.' : `${countOf(path.signatures, 'different visit')}, each priced once.`
}

function moreOrLess(pence: number): string {
  if (pence === 0) return 'no change'
  return pence > 0 ? `${wordsForPence(pence)} more` : `${wordsForPence(-pence)} less`
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It is not a whole number.')
  return Number(text)
}
