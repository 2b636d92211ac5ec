// The best assignment of 500 packages to 100 providers on seeded instances, against list order, its own bound, and HiGHS:
// `node_modules/.bin/node bench/assignment.ts [--instances 100] [--thorough 40] [--bounds 20] [--demand 5] [--small 10] [--highs 1] [--highs-seconds 120]`.
// Prints one line of JSON and one for people for each comparison. HiGHS takes as many seconds for each of its instances.
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { bestAssignment } from '../src/brokerage/rules/assignment/best-assignment.ts'
import { lowerBound } from '../src/brokerage/rules/assignment/bound.ts'
import { compile } from '../src/brokerage/rules/assignment/compile.ts'
import { assignmentRules, type Assignment } from '../src/brokerage/terms/assignment-problem.ts'
import { COUNTY, assignmentInstance } from './assignment-instance.ts'
import { COST_UNIT, modelOf } from './assignment-model.ts'
import { loadHighs } from './load-highs.ts'

const { values } = parseArgs({ options: { instances: { type: 'string', default: '100' }, thorough: { type: 'string', default: '40' }, bounds: { type: 'string', default: '20' }, demand: { type: 'string', default: '5' }, small: { type: 'string', default: '10' }, highs: { type: 'string', default: '1' }, 'highs-seconds': { type: 'string', default: '120' } } })
const [instances, thorough, bounds, small, highsInstances, highsSeconds] = [Number(values.instances), Number(values.thorough), Number(values.bounds), Number(values.small), Number(values.highs), Number(values['highs-seconds'])]
const RULES = assignmentRules.parse({})
/** Most that a waiting minute costs in these instances, whose priorities go to 3: turns a bound on cost into one on minutes. */
const DEAREST = RULES.weights.waiting + 3 * RULES.weights.priority

if (instances > 0) againstListOrder()
if (bounds > 0) bound()
for (const leastDemand of Number(values.demand) > 0 ? [0.5, 0.7, 0.9] : []) withDemand(leastDemand, Number(values.demand))
if (small > 0) await againstLeast()
for (let seed = 1; seed <= highsInstances; seed += 1) await againstHighs(seed)

interface Timed {
  readonly answer: Assignment
  readonly wall: number
  readonly cpu: number
}

function timed(seed: number, effort: object): Timed {
  const problem = assignmentInstance(seed)
  const [from, cpuFrom] = [performance.now(), process.cpuUsage()]
  const answer = bestAssignment(problem, RULES, effort)
  const cpu = process.cpuUsage(cpuFrom)
  return { answer, wall: (performance.now() - from) / 1000, cpu: (cpu.user + cpu.system) / 1e6 }
}

function againstListOrder(): void {
  const runs = Array.from({ length: instances }, (_, index) => timed(index + 1, {}))
  const ratios = runs.map(({ answer }) => answer.counts.waitingMinutes / answer.listOrder.counts.waitingMinutes)
  // No assignment leaves fewer minutes than its bound on cost allows, whatever the search: where that is above 0.6, 0.6 cannot be reached.
  const least = runs.map(({ answer }, index) => leastRatio(answer.lowerBound, answer, index))
  const sharp = runs.slice(0, thorough).map(({ answer }, index) => ((least[index] ?? 0) > 0.6 || (ratios[index] ?? 0) <= 0.6 ? (least[index] ?? 0) : leastRatio(thoroughBound(answer, index), answer, index)))
  const worse = runs.filter(({ answer }) => answer.cost.total > answer.listOrder.cost.total).length
  const figures = {
    bench: 'assignment-list-order', instances, ratioMedian: rounded(median(ratios)), ratioLeast: rounded(Math.min(...ratios)), ratioMost: rounded(Math.max(...ratios)),
    atMost06: ratios.filter((ratio) => ratio <= 0.6).length, proven06Impossible: least.filter((ratio) => ratio > 0.6).length, boundRatioMedian: rounded(median(least)), thorough, proven06ImpossibleThoroughly: sharp.filter((ratio) => ratio > 0.6).length, atMost06OfThorough: ratios.slice(0, thorough).filter((ratio) => ratio <= 0.6).length, worseThanListOrder: worse,
    wallMedian: rounded(median(runs.map((run) => run.wall))), cpuMedian: rounded(median(runs.map((run) => run.cpu))), cpuMost: rounded(Math.max(...runs.map((run) => run.cpu))), load: rounded(loadavg()[0] ?? 0),
  }
  console.log(JSON.stringify(figures))
  console.log(`Minutes left waiting over list order's, ${String(instances)} instances: median ${String(figures.ratioMedian)}, from ${String(figures.ratioLeast)} to ${String(figures.ratioMost)}; at most 0.6 on ${String(figures.atMost06)}, proven impossible on ${String(figures.proven06Impossible)}, and with a thorough bound on ${String(figures.proven06ImpossibleThoroughly)} of the first ${String(sharp.length)}; worse than list order on ${String(worse)}. Median ${String(figures.cpuMedian)} s of processor time, ${String(figures.wallMedian)} s by the clock.`)
}

/** Minutes that every assignment leaves waiting over those of list order: the bound less the most that all placed packages can cost. */
function leastRatio(least: number, answer: Assignment, index: number): number {
  const compiled = compile(assignmentInstance(index + 1), RULES)
  const placed = compiled.packages.reduce((sum, _, item) => sum + compiled.cost.slice(compiled.optionFrom[item], compiled.optionFrom[item + 1]).reduce((most, cost) => Math.max(most, cost), 0), 0)
  return Math.max(0, least - placed) / DEAREST / answer.listOrder.counts.waitingMinutes
}

/** The same lists with more capacity: how the distance from list order hangs on what is free, of which no report tells. */
function withDemand(leastDemand: number, lists: number): void {
  const runs = Array.from({ length: lists }, (_, index) => bestAssignment(assignmentInstance(index + 1, { ...COUNTY, leastDemand }), RULES))
  const ratios = runs.map(({ counts, listOrder }) => counts.waitingMinutes / listOrder.counts.waitingMinutes)
  const waiting = runs.map(({ counts }) => counts.waitingMinutes / 60)
  console.log(JSON.stringify({ bench: 'assignment-demand', leastDemand, lists, ratioMedian: rounded(median(ratios)), ratioLeast: rounded(Math.min(...ratios)), ratioMost: rounded(Math.max(...ratios)), waitingHoursMedian: rounded(median(waiting)) }))
  console.log(`Demand ${String(leastDemand)} to ${String(rounded(leastDemand + 0.2))} times capacity, ${String(lists)} lists: ${String(rounded(median(ratios)))} of list order's minutes left waiting in the median, ${String(Math.round(median(waiting)))} hours.`)
}

function thoroughBound(answer: Assignment, index: number): number {
  return lowerBound(compile(assignmentInstance(index + 1), RULES), answer.cost.total, { coarse: 300, fine: 3 }, () => true)
}

function bound(): void {
  const runs = Array.from({ length: bounds }, (_, index) => timed(index + 1, { rounds: 2_000_000, boundRounds: 300, fineBoundRounds: 20 }))
  const gaps = runs.map(({ answer }) => answer.gapBasisPoints / 100)
  const figures = { bench: 'assignment-bound', instances: bounds, gapPercentMedian: rounded(median(gaps)), gapPercentLeast: rounded(Math.min(...gaps)), gapPercentMost: rounded(Math.max(...gaps)), within2: gaps.filter((gap) => gap <= 2).length, cpuMedian: rounded(median(runs.map((run) => run.cpu))), load: rounded(loadavg()[0] ?? 0) }
  console.log(JSON.stringify(figures))
  console.log(`Lower bound with more effort, ${String(bounds)} instances: ${String(figures.gapPercentMedian)}% below the cost in the median, from ${String(figures.gapPercentLeast)}% to ${String(figures.gapPercentMost)}%; within 2% on ${String(figures.within2)}.`)
}

/** Lists of 60 packages and 12 providers, most of which HiGHS solves to the end: how far our answer and our bound are from the least possible cost. */
async function againstLeast(): Promise<void> {
  const over: number[] = []
  const under: number[] = []
  for (let seed = 1; seed <= small; seed += 1) {
    const problem = assignmentInstance(seed, { packages: 60, providers: 12, zones: 3 })
    const answer = bestAssignment(problem, RULES, { boundRounds: 300, fineBoundRounds: 60 })
    const highs = await loadHighs()
    const solved = highs.solve(modelOf(compile(problem, RULES)), { time_limit: highsSeconds, output_flag: false, mip_rel_gap: 0 })
    if (solved.Status !== 'Optimal') continue
    const least = Math.round(solved.ObjectiveValue * COST_UNIT)
    over.push((answer.cost.total / least - 1) * 100)
    under.push((1 - answer.lowerBound / least) * 100)
  }
  const figures = { bench: 'assignment-least', instances: small, solvedByHighs: over.length, overPercentMedian: rounded(median(over)), overPercentMost: rounded(Math.max(0, ...over)), least: over.filter((each) => each < 1e-9).length, underPercentMedian: rounded(median(under)), underPercentMost: rounded(Math.max(0, ...under)), load: rounded(loadavg()[0] ?? 0) }
  console.log(JSON.stringify(figures))
  console.log(`Of ${String(small)} lists of 60 packages HiGHS solved ${String(over.length)} to the end: our cost is above the least by ${String(figures.overPercentMedian)}% in the median and ${String(figures.overPercentMost)}% at most, our bound below it by ${String(figures.underPercentMedian)}% and ${String(figures.underPercentMost)}%.`)
}

async function againstHighs(seed: number): Promise<void> {
  const { answer, wall, cpu } = timed(seed, {})
  const highs = await loadHighs()
  const cpuFrom = process.cpuUsage()
  const solved = highs.solve(modelOf(compile(assignmentInstance(seed), RULES)), { time_limit: highsSeconds, output_flag: false, mip_rel_gap: 0 })
  const used = process.cpuUsage(cpuFrom)
  const theirs = Math.round(solved.ObjectiveValue * COST_UNIT)
  const ratio = answer.cost.total / theirs
  console.log(JSON.stringify({ bench: 'assignment-highs', seed, ours: answer.cost.total, highs: theirs, ratio: rounded(ratio), ourWall: rounded(wall), ourCpu: rounded(cpu), highsSeconds, highsCpu: rounded(used.user / 1e6), status: solved.Status, load: rounded(loadavg()[0] ?? 0) }))
  console.log(`Instance ${String(seed)}: our cost is ${ratio.toFixed(3)} times the best HiGHS found in ${String(highsSeconds)} s (limit 1.01); ours took ${cpu.toFixed(2)} s of processor time, ${wall.toFixed(2)} s by the clock.`)
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
