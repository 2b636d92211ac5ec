import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { datesOf } from '../../../kernel/date-range.ts'
import { londonClockMinute } from '../../../kernel/london.ts'
import { countOf, wordsForDate, wordsForDay, wordsForHours, wordsForTime } from '../../../kernel/words.ts'
import type { OwnCare } from '../../terms.ts'

/** The days of this week with who comes when. */
export function daysOfWeek(care: OwnCare) {
  return datesOf(care.weekOn, care.weekOn.add({ days: 6 })).map((on) => ({
    name: `${wordsForDay(on.dayOfWeek)} ${wordsForDate(on)}`,
    isToday: on.equals(care.today),
    visits: care.visits
      .filter((visit) => visit.visitOn.equals(on))
      .map((visit) => ({
        time: wordsForTime(londonClockMinute(visit.startsAt)),
        length: `${String(visit.minutes)} minutes`,
        who: `${visit.workers === 2 ? 'Two care workers' : 'A care worker'} from ${care.providers.get(visit.providerId) ?? 'your provider'}`,
      })),
  }))
}

/** What was agreed: each package in plain words. */
export function agreed(care: OwnCare) {
  return care.packages.map((carePackage) => {
    const placement = care.placements.find((each) => each.packageId === carePackage.id)
    return {
      title: SERVICE_LINE_NAMES[carePackage.serviceLine],
      rows: [
        { key: 'Who provides it', text: placement === undefined ? 'We are looking for a provider' : (care.providers.get(placement.providerId) ?? 'Your provider') },
        ...(placement === undefined ? [] : [{ key: 'From', text: wordsForDate(placement.startsOn) }]),
        ...(placement?.endsOn == null ? [] : [{ key: 'Last day', text: wordsForDate(placement.endsOn) }]),
        { key: 'Each week', text: `${countOf(carePackage.weeklyVisits, 'visit')}, ${wordsForHours(carePackage.weeklyMinutes)} of care` },
        { key: 'Care worker', text: carePackage.genderPreference === null ? 'No preference recorded' : carePackage.genderPreference === 'female' ? 'You asked for a woman' : 'You asked for a man' },
        ...(carePackage.languages.length === 0 ? [] : [{ key: 'Languages', text: carePackage.languages.join(', ') }]),
      ],
    }
  })
}
