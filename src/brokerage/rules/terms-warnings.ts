import type { Reason } from '../../kernel/decision.ts'
import { serviceLineName, type ServiceLine } from '../../kernel/service-line.ts'
import { countOf } from '../../kernel/words.ts'
import { modelOf, type ContractModel } from '../../market/terms/contract-model.ts'
import { GENERAL_ZONE_SET, TIERS, TIER_NAMES, type FrameworkTerms, type Tier } from '../../market/terms.ts'

/** A standing in force, as far as a change of terms asks. */
export interface StandingPlace {
  readonly providerName: string
  readonly zoneName: string
  readonly serviceLine: string
  readonly tier: Tier
  readonly rank: number | null
  /** Whether it has guaranteed hours in the zone. */
  readonly hasBlock: boolean
}

/** What a change of terms is looked at with. */
export interface TermsChangeFacts {
  readonly present: FrameworkTerms
  readonly edited: FrameworkTerms
  readonly standings: readonly StandingPlace[]
  /** The framework's zones, those that some service lines have of their own with the name of their set. */
  readonly zones: readonly { readonly name: string; readonly zoneSet: string }[]
  /** Packages waiting under the framework: how many steps a search begun now has under each. */
  readonly waiting: readonly { readonly reference: string; readonly presentSteps: number; readonly editedSteps: number }[]
}

const CORE: ServiceLine = 'core'
const NAMED = 5

/** What to know before terms are adopted: who is left without a step, what no longer has anybody to ask, and what the new model lacks in its zones. */
export function termsWarnings(facts: TermsChangeFacts): Reason[] {
  const lines = [...new Set([CORE, ...Object.keys(facts.edited.lines ?? {}), ...Object.keys(facts.present.lines ?? {})] as ServiceLine[])]
  return [...packageWarnings(facts.waiting), ...lines.flatMap((line) => [...unaskedWarnings(facts, line), ...modelWarnings(facts, line)])]
}

function packageWarnings(waiting: TermsChangeFacts['waiting']): Reason[] {
  const stranded = waiting.filter((each) => each.presentSteps > 0 && each.editedSteps === 0)
  if (stranded.length === 0) return []
  return [{ clause: 'packages-without-step', words: `${countOf(stranded.length, 'waiting package', 'waiting packages')} would have nobody to ask: ${named(stranded.map((each) => each.reference))}.` }]
}

/** Those who stand for a line, or for core home care in a zone without standings of the line's own. */
function standingsFor(facts: TermsChangeFacts, line: ServiceLine): readonly StandingPlace[] {
  const own = facts.standings.filter((each) => each.serviceLine === line)
  const zones = new Set(own.map((each) => each.zoneName))
  return line === CORE ? own : [...own, ...facts.standings.filter((each) => each.serviceLine === CORE && !zones.has(each.zoneName))]
}

function unaskedWarnings(facts: TermsChangeFacts, line: ServiceLine): Reason[] {
  const [before, after] = [modelOf(facts.present, line), modelOf(facts.edited, line)]
  const dropped = standingsFor(facts, line).filter((each) => isAsked(before, each) && !isAsked(after, each))
  return TIERS.flatMap((tier) => {
    const providers = [...new Set(dropped.filter((each) => each.tier === tier).map((each) => each.providerName))].toSorted()
    return providers.length === 0 ? [] : [{ clause: 'tier-not-asked', words: `${countOf(providers.length, 'provider')} that ${providers.length === 1 ? 'stands' : 'stand'} as ${TIER_NAMES[tier].toLowerCase()} would be asked by no step${lineWords(line)}: ${named(providers)}.` }]
  })
}

function isAsked(model: ContractModel, standing: StandingPlace): boolean {
  switch (model.model) {
    case 'ranked':
    case 'open':
      return true
    case 'tiered':
      return inSteps(model.steps, standing.tier)
    case 'prime':
      return standing.tier === 'lead' || inSteps(model.steps, standing.tier)
    case 'block':
      return standing.hasBlock || inSteps(model.steps, standing.tier)
  }
}

function inSteps(steps: Extract<ContractModel, { model: 'tiered' }>['steps'], tier: Tier): boolean {
  return steps.some((step) => step.tiers.includes(tier))
}

/** What a model that is new to the line needs of its zones: one lead each, guaranteed hours, ranks. */
function modelWarnings(facts: TermsChangeFacts, line: ServiceLine): Reason[] {
  const model = modelOf(facts.edited, line)
  if (modelOf(facts.present, line).model === model.model) return []
  const standings = standingsFor(facts, line)
  const within = (zone: string): readonly StandingPlace[] => standings.filter((each) => each.zoneName === zone)
  if (model.model === 'prime') {
    const leads = zonesFor(facts, line).map((zone) => ({ zone, count: within(zone).filter((each) => each.tier === 'lead').length }))
    return [
      ...zoneWarning('no-prime', leads.filter((each) => each.count === 0).map((each) => each.zone), (zones) => `no provider stands as lead in ${zones}, so nobody is its prime provider${lineWords(line)}`),
      ...zoneWarning('several-primes', leads.filter((each) => each.count > 1).map((each) => each.zone), (zones) => `more than one provider stands as lead in ${zones}: the prime model wants one, and asks them together${lineWords(line)}`),
    ]
  }
  if (model.model === 'block') return zoneWarning('no-block', zonesFor(facts, line).filter((zone) => !within(zone).some((each) => each.hasBlock)), (zones) => `no hours are guaranteed in ${zones}, so everything there is bought as spot${lineWords(line)}`)
  if (model.model === 'ranked') {
    const unranked = [...new Set(standings.filter((each) => each.rank === null && each.tier !== 'last-resort').map((each) => each.providerName))].toSorted()
    return unranked.length === 0 ? [] : [{ clause: 'unranked', words: `${countOf(unranked.length, 'provider has', 'providers have')} no rank in a zone and would be asked after the ranked ones there${lineWords(line)}: ${named(unranked)}.` }]
  }
  return []
}

/** The general zones, or where a line has standings in zones of its own, those. */
function zonesFor({ zones, standings }: TermsChangeFacts, line: ServiceLine): string[] {
  const own = new Set(standings.filter((each) => each.serviceLine === line).map((each) => each.zoneName))
  const ofLine = zones.filter((zone) => zone.zoneSet !== GENERAL_ZONE_SET && own.has(zone.name))
  return (line !== CORE && ofLine.length > 0 ? ofLine : zones.filter((zone) => zone.zoneSet === GENERAL_ZONE_SET)).map((zone) => zone.name)
}

function zoneWarning(clause: string, zones: readonly string[], words: (zones: string) => string): Reason[] {
  if (zones.length === 0) return []
  const sentence = words(named(zones))
  return [{ clause, words: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` }]
}

function lineWords(line: ServiceLine): string {
  return line === CORE ? '' : ` for ${serviceLineName(line).toLowerCase()}`
}

/** The first few by name, and how many more. */
function named(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(', ')
  return names.length > NAMED ? `${shown} and ${String(names.length - NAMED)} more` : shown
}
