import { countOf, wordsForPence } from '../../../kernel/words.ts'
import { OUTCOME_NAMES } from '../../../visits/terms.ts'
import type { CheckedCase } from '../../rules/check-cases.ts'
import type { WorkedCase } from '../../terms/worked-case.ts'

/** Worked cases as a page shows them: the visit in words, what it must pay, what the rules pay, and the steps. */
export function caseRows(checked: readonly CheckedCase[]) {
  return checked.map(({ worked, passes, minutes, pence, steps }) => ({
    name: worked.name,
    visit: visitWords(worked.visit),
    expected: `${countOf(worked.minutes, 'minute')}, ${wordsForPence(worked.pence)}`,
    actual: `${countOf(minutes, 'minute')}, ${wordsForPence(pence)}`,
    passes,
    steps,
  }))
}

function visitWords(visit: WorkedCase['visit']): string {
  const planned = visit.planned === null ? 'Not planned' : `Planned ${countOf(visit.planned.minutes, 'minute')}${visit.planned.workers > 1 ? ` for ${countOf(visit.planned.workers, 'care worker')}` : ''}`
  const records = visit.records.map((record) => {
    const time = record.outcome !== 'delivered' ? '' : record.actualMinutes === null ? ', time not known' : `, ${countOf(record.actualMinutes, 'minute')}`
    const notice = record.noticeHours === null ? '' : `, ${countOf(record.noticeHours, 'hour')} of notice`
    return `${record.secondWorker ? 'second care worker ' : ''}${OUTCOME_NAMES[record.outcome].toLowerCase()}${time}${notice}`
  })
  const more = [visit.retained === undefined ? '' : 'in hospital', visit.respite === undefined ? '' : 'in respite', visit.holiday === undefined ? '' : 'on holiday', visit.death === undefined ? '' : 'after the death', visit.across === undefined ? '' : 'with what stands before it in the week'].filter((words) => words !== '')
  return `${planned}; ${[...(records.length === 0 && more.length === 0 ? ['no record'] : records), ...more].join('; ')}; ${wordsForPence(visit.pencePerHour)} an hour.`
}
