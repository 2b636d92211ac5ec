import { PARTS, type Compiled } from '../src/brokerage/rules/assignment/compile.ts'

export const COST_UNIT = 100_000

/**
 * The assignment as a mixed-integer model in CPLEX's LP format, for HiGHS: x = an option taken, w = a package left waiting, which is whole when the x are.
 * Costs are in units of 100,000, one minute waiting, so that the solver's tolerances suit them: multiply its objective by `COST_UNIT`.
 */
export function modelOf(compiled: Compiled): string {
  const terms: string[] = []
  const rows: string[] = []
  const uses = new Map<number, string[]>()
  const use = (resource: number, minutes: number, name: string): void => {
    if (resource === 0 || minutes === 0) return
    const list = uses.get(resource)
    if (list === undefined) uses.set(resource, [`${String(minutes)} ${name}`])
    else list.push(`${String(minutes)} ${name}`)
  }
  const options: string[] = []
  compiled.packages.forEach((_, at) => {
    const row = [`w${String(at)}`]
    terms.push(`${String((compiled.waitCost[at] ?? 0) / COST_UNIT)} w${String(at)}`)
    for (let option = compiled.optionFrom[at] ?? 0; option < (compiled.optionFrom[at + 1] ?? 0); option += 1) {
      const name = `x${String(option)}`
      row.push(name)
      options.push(name)
      terms.push(`${String((compiled.cost[option] ?? 0) / COST_UNIT)} ${name}`)
      const minutes = (part: number): number => compiled.demand[at * PARTS + part] ?? 0
      for (let part = 0; part < PARTS - 1; part += 1) use((compiled.base[option] ?? 0) + part, minutes(part), name)
      use(compiled.limit[option] ?? 0, minutes(PARTS - 1), name)
      use(compiled.share[option] ?? 0, minutes(PARTS - 1), name)
    }
    rows.push(` p${String(at)}: ${row.join(' + ')} = 1`)
  })
  for (const [resource, list] of uses) rows.push(` r${String(resource)}: ${list.join(' + ')} <= ${String(compiled.capacity[resource])}`)
  return `Minimize\n cost: ${wrapped(terms, ' + ')}\nSubject To\n${rows.map((row) => wrapped(row.split(' + '), ' + ')).join('\n')}\nBinary\n ${wrapped(options, ' ')}\nEnd\n`
}

/** LP readers take lines of some hundred characters. */
function wrapped(parts: readonly string[], between: string): string {
  let text = ''
  parts.forEach((part, at) => { text += `${at === 0 ? '' : between}${at > 0 && at % 12 === 0 ? '\n  ' : ''}${part}` })
  return text
}
