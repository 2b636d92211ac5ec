import type { ServiceLine } from '../../kernel/service-line.ts'
import { frameworkTerms, type ContractModel } from './contract-model.ts'
import { TIER_NAMES } from './tier.ts'

/** Ten working days: longer is taken as a slip of the decimal point. */
const LONGEST_REPLY = 80 * 60

/** Terms that may be adopted: those that can be read (`frameworkTerms`) and whose parts agree. Messages are for the page, the path names the setting. */
export const newFrameworkTerms = frameworkTerms.superRefine((terms, context) => {
  const models: (readonly [path: readonly (string | number)[], model: ContractModel])[] = [[[], terms]]
  for (const line of Object.keys(terms.lines ?? {}) as ServiceLine[]) {
    const model = terms.lines?.[line]
    if (model !== undefined) models.push([['lines', line], model])
  }
  if (terms.changes !== undefined && terms.changes.significantPercent < terms.changes.tolerancePercent) context.addIssue({ code: 'custom', path: ['changes', 'significantPercent'], message: 'Enter a share at least as large as that which needs no approval' })
  for (const [path, model] of models) {
    for (const fault of faultsOf(model)) context.addIssue({ code: 'custom', path: [...path, ...fault.path], message: fault.words })
  }
})

interface Fault {
  readonly path: readonly (string | number)[]
  readonly words: string
}

function faultsOf(model: ContractModel): Fault[] {
  const own = 'replyWorkingMinutes' in model ? replyFault(['replyWorkingMinutes'], model.replyWorkingMinutes) : []
  return [...own, ...('steps' in model ? stepFaults(model) : []), ...(model.model === 'open' ? priceFaults(model) : [])]
}

function replyFault(path: Fault['path'], minutes: number): Fault[] {
  return minutes > LONGEST_REPLY ? [{ path, words: 'Give between 15 working minutes and 80 working hours to answer' }] : []
}

function stepFaults(model: Extract<ContractModel, { steps: unknown }>): Fault[] {
  const asked = model.steps.flatMap((step) => step.tiers)
  const twice = asked.find((tier, index) => asked.indexOf(tier) !== index)
  return [
    ...model.steps.flatMap((step, index) => replyFault(['steps', index, 'replyWorkingMinutes'], step.replyWorkingMinutes)),
    ...(twice === undefined ? [] : [{ path: ['steps'], words: `${TIER_NAMES[twice]} is asked in two steps. Keep one` }]),
    ...(model.model === 'prime' && asked.includes('lead') ? [{ path: ['steps'], words: 'The prime provider is the lead of its zone and is asked first. Leave leads out of the later steps' }] : []),
  ]
}

function priceFaults({ lowestPencePerHour, highestPencePerHour, pricePoints }: Extract<ContractModel, { model: 'open' }>): Fault[] {
  if (highestPencePerHour < lowestPencePerHour) return [{ path: ['highestPencePerHour'], words: 'The highest price is below the lowest. Enter a higher one' }]
  const outside = pricePoints.some((pence) => pence < lowestPencePerHour || pence > highestPencePerHour)
  return outside ? [{ path: ['pricePoints'], words: 'A fixed price lies outside the price window. Change it or widen the window' }] : []
}
