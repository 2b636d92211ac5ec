import { wordsForDate, wordsForDay, wordsForTime } from '../../../kernel/words.ts'
import type { Column } from '../../../platform/components/data-table.ts'
import type { SeenPlannedVisit } from '../../actions/see-weekly-plan.ts'

/** Columns of the week. A file has the latest start in a column of its own, as rota software reads it. */
export function planColumns(forFile: boolean): Column<SeenPlannedVisit>[] {
  const latest: Column<SeenPlannedVisit> = { key: 'latest', heading: 'Latest start', value: (row) => clock(row.visit.latestMinute) }
  const person: Column<SeenPlannedVisit> = { key: 'person', heading: 'Person', value: (row) => row.person.reference }
  return [
    { key: 'day', heading: 'Day', value: (row) => ({ text: wordsForDay(row.on.dayOfWeek), hint: wordsForDate(row.on) }), sort: (row) => row.on.toString(), csv: (row) => row.on.toString() },
    { key: 'start', heading: 'Start', value: (row) => (row.visit.latestMinute === row.visit.earliestMinute ? wordsForTime(row.visit.earliestMinute) : `${wordsForTime(row.visit.earliestMinute)} to ${wordsForTime(row.visit.latestMinute)}`), sort: (row) => row.visit.earliestMinute, csv: (row) => clock(row.visit.earliestMinute) },
    ...(forFile ? [latest] : []),
    { key: 'minutes', heading: 'Minutes', numeric: true, value: (row) => String(row.visit.minutes) },
    { key: 'workers', heading: 'Care workers', numeric: true, value: (row) => String(row.visit.workers) },
    { key: 'critical', heading: 'Must not be late', value: (row) => (row.visit.timeCritical ? { text: 'Yes', ...(row.visit.justification == null ? {} : { hint: row.visit.justification }) } : ''), csv: (row) => (row.visit.timeCritical ? 'yes' : 'no') },
    { key: 'package', heading: 'Package', value: (row) => ({ text: row.packageReference, href: `/placements/${row.placementId}`, hint: `${row.person.initials}, ${row.person.reference}, ${row.zoneName}` }), sort: (row) => row.packageReference, csv: (row) => row.packageReference },
    ...(forFile ? [person] : []),
  ]
}

/** 07:30. */
function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
