import type { CarePackage } from '../../care/terms.ts'
import { londonDate } from '../../kernel/london.ts'
import type { MinutesByDayPart } from '../../kernel/day-part.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { capacityAge } from '../rules/capacity-age.ts'
import { capacityLeft, shortfall } from '../rules/capacity-left.ts'
import { listNewestDeclarations, listPossibleUses } from '../store/capacity.read.ts'
import { lockCapacity } from '../store/capacity.write.ts'
import { byPart, minutesOfPattern, NO_MINUTES } from '../terms/capacity-minutes.ts'
import { chasingTerms } from './chasing-terms.ts'

/** A package that is to be offered to a provider out of the hours it declared for a zone. */
interface ToBeOffered {
  readonly providerId: string
  readonly providerName: string
  readonly zoneId: string
  readonly carePackage: CarePackage
}

/**
 * Refuses packages that together need more than is left of what their providers declared last, less every open offer and what was accepted since. Providers are
 * locked in the order of their identities, so that of all who send at once no more goes out than was declared. Throws `Refused`, naming provider and package.
 */
export async function refuseOversold(work: Work, offered: readonly ToBeOffered[]): Promise<void> {
  const byProvider = Map.groupBy(offered, (each) => each.providerId)
  const providerIds = [...byProvider.keys()].toSorted()
  if (providerIds.length === 0) return
  for (const providerId of providerIds) await lockCapacity(work.tx, providerId)
  const { capacityStaleDays } = await chasingTerms(work)
  const declarations = await listNewestDeclarations(work.tx, providerIds)
  for (const providerId of providerIds) {
    const mine = byProvider.get(providerId) ?? []
    const declared = declarations.get(providerId)
    if (declared === undefined || capacityAge(londonDate(declared.declaredAt), work.today, capacityStaleDays).isStale) throw new Refused('capacity-stale', `${mine[0]?.providerName ?? 'A provider'}: its declared hours no longer count. Choose another, or the ordinary order. Nobody was moved`, 'placements')
    const uses = await listPossibleUses(work.tx, [providerId], declared.declaredAt)
    const taken = new Map<string, MinutesByDayPart>()
    for (const { providerName, zoneId, carePackage } of mine) {
      const key = `${zoneId} ${carePackage.serviceLine}`
      const line = declared.lines.find((each) => each.zoneId === zoneId && each.serviceLine === carePackage.serviceLine) ?? { zoneId, serviceLine: carePackage.serviceLine, minutes: NO_MINUTES }
      const before = taken.get(key) ?? NO_MINUTES
      const left = capacityLeft(line, uses, declared.declaredAt, work.now, work.today)
      const needed = minutesOfPattern(carePackage.pattern)
      const short = shortfall(needed, byPart((part) => left[part] - before[part]))
      if (short !== undefined) throw new Refused(short.clause, `${providerName} has too few declared hours left for package ${carePackage.reference}. ${short.words}. Choose another provider for somebody, or the ordinary order. Nobody was moved`, 'placements')
      taken.set(key, byPart((part) => before[part] + needed[part]))
    }
  }
}
