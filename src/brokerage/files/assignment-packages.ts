import { SERVICE_LINES } from '../../care/terms.ts'
import { date } from '../../platform/files/cell-date.ts'
import { wholeNumber } from '../../platform/files/cell-number.ts'
import { identifier, oneOf, text } from '../../platform/files/cell-text.ts'
import type { FileRefusal, Refusal } from '../../platform/files/import-outcome.ts'
import { column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import { readWholeTable, type TableRow } from '../../platform/files/read-table.ts'
import type { GridPlace, PackageToAssign } from '../terms/assignment-problem.ts'
import { listed } from './listed.ts'

const minutes = wholeNumber({ min: 0, max: 20_160 })
const grid = wholeNumber({ min: 0, max: 1_300_000 })

const packagesLayout = defineLayout({
  name: 'packages file',
  columns: {
    id: column('package', identifier()),
    zone: column('zone', text(100)),
    serviceLine: column('service_line', oneOf(SERVICE_LINES)),
    workers: optionalColumn('workers', oneOf(['1', '2']), 'care_workers'),
    skills: optionalColumn('skills', listed(text(300))),
    languages: optionalColumn('languages', listed(text(300))),
    visits: column('visits', wholeNumber({ min: 1, max: 200 })),
    morning: optionalColumn('morning', minutes),
    lunch: optionalColumn('lunch', minutes),
    tea: optionalColumn('tea', minutes),
    evening: optionalColumn('evening', minutes),
    night: optionalColumn('night', minutes),
    waitingSince: column('waiting_since', date('yyyy-mm-dd', 'dd/mm/yyyy')),
    priority: optionalColumn('priority', wholeNumber({ min: 0, max: 9 })),
    easting: optionalColumn('easting', grid),
    northing: optionalColumn('northing', grid),
  },
})
type Row = TableRow<ValuesOf<typeof packagesLayout>>

/** Waiting packages read from a file, or everything that is wrong with it. See docs/files/assignment.md. */
export function readAssignmentPackages(bytes: Uint8Array): { readonly ok: true; readonly packages: readonly PackageToAssign[]; readonly notes: readonly string[] } | FileRefusal {
  const table = readWholeTable(bytes, packagesLayout)
  if (!table.ok) return table
  const rowOf = new Map<string, number>()
  const refusals: Refusal[] = [...table.refusals]
  const packages = table.rows.map((row) => {
    const before = rowOf.get(row.values.id)
    if (before !== undefined) refusals.push({ row: row.row, column: 'package', value: row.values.id, reason: `Row ${String(before)} is the same package`, fix: 'Leave one of them out: a package is one row' })
    rowOf.set(row.values.id, row.row)
    const read = packageOf(row)
    if (Object.values(read.minutes).every((each) => each === 0)) refusals.push({ row: row.row, column: 'morning', value: null, reason: 'The package has no minutes in any part of the day', fix: 'Write its care-worker minutes a week under morning, lunch, tea, evening or night' })
    return read
  })
  return refusals.length > 0 ? { ok: false, refusals, notes: table.notes } : { ok: true, packages, notes: table.notes }
}

function packageOf({ values }: Row): PackageToAssign {
  return {
    id: values.id,
    zone: values.zone,
    serviceLine: values.serviceLine,
    workers: values.workers === '2' ? 2 : 1,
    skills: values.skills ?? [],
    languages: values.languages ?? [],
    visits: values.visits,
    minutes: { morning: values.morning ?? 0, lunch: values.lunch ?? 0, tea: values.tea ?? 0, evening: values.evening ?? 0, night: values.night ?? 0 },
    waitingSince: values.waitingSince,
    priority: values.priority ?? 0,
    at: gridPlace(values.easting, values.northing),
  }
}

/** Both coordinates, or no place. */
export function gridPlace(easting: number | null, northing: number | null): GridPlace | null {
  return easting === null || northing === null ? null : { easting, northing }
}
