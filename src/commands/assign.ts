import { InvalidArgumentError, type Command } from 'commander'
import type { AssignedFiles } from '../brokerage/files/assign-files.ts'
import { DAY_PARTS, DAY_PART_NAMES } from '../kernel/day-part.ts'
import { countOf, withCommas, wordsForHours } from '../kernel/words.ts'
import { EXIT } from './exit.ts'
import { readInput } from './read-input.ts'
import { tellRefusedFiles } from './refused-files.ts'

interface Options {
  readonly packages: string
  readonly capacity: string
  readonly rules?: string
  readonly seed?: number
  readonly effort?: number
  readonly bound?: number
  readonly json?: true
}
type Assigned = Extract<AssignedFiles, { ok: true }>

/** `tendwell assign`: the best assignment of waiting packages to declared capacity, from files, without a database. */
export function addAssign(program: Command): void {
  program
    .command('assign')
    .description('assign waiting packages to declared capacity: files in; assignment, unplaced, cost, bound and reasons out')
    .requiredOption('--packages <file>', 'CSV file of the packages that wait')
    .requiredOption('--capacity <file>', 'CSV file of what providers have declared')
    .option('--rules <file>', 'JSON file of rules and weights; the rules by default when left out')
    .option('--seed <number>', 'another seed searches another way; the same seed gives the same answer', whole(0))
    .option('--effort <rounds>', 'rounds of the search', whole(0))
    .option('--bound <rounds>', 'slow rounds that sharpen the lower bound', whole(0))
    .option('--json', 'print the whole answer as JSON')
    .addHelpText('after', '\nExample:\n  tendwell assign --packages docs/files/examples/assignment-packages.csv --capacity docs/files/examples/assignment-capacity.csv\n\ndocs/files/assignment.md describes the files, the cost and the answer. Ends with 1 when a file was refused; nothing is assigned then.')
    .action(runAssign)
}

async function runAssign(options: Options): Promise<void> {
  const [packages, capacity, rules] = await Promise.all([readInput(options.packages), readInput(options.capacity), options.rules === undefined ? null : readInput(options.rules)])
  const effort = { ...(options.seed === undefined ? {} : { seed: options.seed }), ...(options.effort === undefined ? {} : { rounds: options.effort }), ...(options.bound === undefined ? {} : { fineBoundRounds: options.bound }) }
  const { assignFiles } = await import('../brokerage/files/assign-files.ts')
  const answer = assignFiles({ packages, capacity, rules }, effort)
  if (!answer.ok) {
    const names = { packages: options.packages, capacity: options.capacity, rules: options.rules ?? '' }
    tellRefusedFiles(answer.files.map(({ file, refusals }) => ({ name: names[file], refusals })), options.json === true)
    process.exitCode = EXIT.refused
  } else if (options.json === true) console.log(JSON.stringify(answer.assignment))
  else tell(answer)
}

function tell({ problem, assignment, notes }: Assigned): void {
  for (const note of notes) console.log(note)
  const { cost, counts, listOrder } = assignment
  const names = new Map(problem.capacity.providers.map((provider) => [provider.id, provider.name]))
  const width = Math.max(0, ...assignment.assigned.map((each) => each.packageId.length), ...assignment.unplaced.map((each) => each.packageId.length))
  for (const each of assignment.assigned) console.log(`${each.packageId.padEnd(width)}  ${names.get(each.providerId) ?? each.providerId}${each.poolId === each.providerId ? '' : ` (${each.poolId})`}: ${each.reasons[0]?.words ?? ''}`)
  for (const each of assignment.unplaced) console.log(`${each.packageId.padEnd(width)}  waits: ${each.reasons[0]?.words ?? ''}`)
  console.log(`\n${countOf(counts.placedPackages, 'package')} placed, ${wordsForHours(counts.placedMinutes)} a week; ${countOf(counts.waitingPackages, 'package')} left waiting, ${wordsForHours(counts.waitingMinutes)} a week.`)
  const byPart = DAY_PARTS.filter((part) => counts.waitingByDayPart[part] > 0).map((part) => `${DAY_PART_NAMES[part].toLowerCase()} ${wordsForHours(counts.waitingByDayPart[part])}`)
  if (byPart.length > 0) console.log(`Left waiting by part of the day: ${byPart.join(', ')}.`)
  console.log(`In list order ${countOf(listOrder.counts.waitingPackages, 'package')} would be left waiting, ${wordsForHours(listOrder.counts.waitingMinutes)} a week.`)
  console.log(`Cost ${withCommas(cost.total)}: passing leads ${withCommas(cost.pastLead)}, waiting ${withCommas(cost.waiting)}, priority ${withCommas(cost.priority)}, tier ${withCommas(cost.tier)}, rank ${withCommas(cost.rank)}, travel ${withCommas(cost.travel)}.`)
  console.log(`No assignment costs less than ${withCommas(assignment.lowerBound)}: this one is within ${(assignment.gapBasisPoints / 100).toFixed(2)}% of the least possible. Seed ${String(assignment.seed)}, ${withCommas(assignment.rounds)} rounds.`)
}

function whole(min: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < min) throw new InvalidArgumentError('It is not a whole number.')
    return Number(text)
  }
}
