import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import type { House } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { wordsForWorkingTime } from '../rules/moment-words.ts'
import { workingMinutesBetween } from '../rules/reply-by.ts'
import { isAway } from '../rules/share-out.ts'
import { listLeave, listPackageBrokers } from '../store/broker-work.read.ts'
import { listEndedSearches } from '../store/chasing.read.ts'
import { insertEscalation } from '../store/chasing.write.ts'
import { chasingTerms } from './chasing-terms.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/**
 * Tells the team lead, and the package's own broker, of packages whose search found nobody so many working minutes ago and for which
 * nothing was begun since; once for each search. Whoever is on leave is passed over, unless every team lead is. For the job: it is safe to run
 * twice. Answers how many; undefined when none was due.
 */
export async function escalateSearches(house: House, actor: Actor): Promise<number | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    const ended = await listEndedSearches(work.tx)
    if (ended.length === 0) return undefined
    const { searchMinutes, teamLeadRole } = await chasingTerms(work)
    const due = ended.flatMap((each) => {
      const waited = workingMinutesBetween(each.closedAt, work.now, bankHolidays)
      return waited < searchMinutes ? [] : [{ ...each, waited }]
    })
    if (due.length === 0) return undefined
    const staff = await listStaff(work.tx)
    const leave = await listLeave(work.tx, work.today)
    const here = staff.filter((each) => !isAway(leave, each.id, work.today))
    const leadsHere = here.filter((each) => each.role === teamLeadRole)
    const leads = leadsHere.length > 0 ? leadsHere : staff.filter((each) => each.role === teamLeadRole)
    const brokers = await listPackageBrokers(work.tx, due.map((each) => each.packageId))
    let escalated = 0
    for (const { callOffId, packageId, packageReference, personId, waited } of due) {
      const own = here.filter((each) => each.id === brokers.get(packageId)?.accountId)
      const accounts = [...new Map([...leads, ...own].map((each) => [each.id, each])).values()]
      const words = `Nobody took the package, and nothing has been begun for ${wordsForWorkingTime(waited)} of working time.`
      const isFirst = await insertEscalation(work.tx, { id: randomUUID(), kind: 'search', subjectId: callOffId, packageId, level: 1, reasons: [{ clause: 'search-ended', words }], told: accounts.map((each) => ({ accountId: each.id, name: each.name })), escalatedAt: work.now })
      if (!isFirst) continue
      await notifyAccounts(work, accounts, 'search-ended-long-ago', { package: packageReference, why: words, link: `/packages/${packageId}` })
      work.audit({ kind: 'search-escalated', subjectKind: 'package', subjectId: packageId, personId, detail: { callOffId, told: accounts.length } })
      escalated += 1
    }
    return escalated === 0 ? undefined : escalated
  })
}
