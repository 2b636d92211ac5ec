import { countOf, hoursFigure, withCommas, wordsForPence } from '../../kernel/words.ts'
import type { Column } from '../../platform/components/data-table.ts'
import type { Statement } from '../terms/statement.ts'
import { shareColumns } from './share-columns.ts'
import { periodWords } from './words.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'

/** The columns of a list of statements. */
export function statementColumns(providers: ReadonlyMap<string, string>, options: { readonly withPeriod: boolean; readonly withProvider: boolean }): Column<Statement>[] {
  const nameOf = (each: Statement): string => providers.get(each.providerId) ?? 'Provider'
  return [
    { key: 'number', heading: 'Statement', value: (each) => ({ text: each.number, href: `/statements/${each.id}` }), sort: (each) => each.number },
    ...(options.withProvider ? [{ key: 'provider', heading: 'Provider', value: nameOf, sort: nameOf }] : []),
    ...(options.withPeriod ? [{ key: 'period', heading: 'Period', value: (each: Statement) => periodWords(each), sort: (each: Statement) => each.fromOn.toString(), csv: (each: Statement) => `${each.fromOn.toString()} to ${each.toOn.toString()}` }] : []),
    { key: 'visits', heading: 'Visits', numeric: true, value: (each) => withCommas(each.lineCount), sort: (each) => each.lineCount, csv: (each) => each.lineCount },
    { key: 'planned', heading: 'Hours planned', numeric: true, value: (each) => hoursFigure(each.plannedMinutes), sort: (each) => each.plannedMinutes },
    { key: 'paid', heading: 'Hours paid', numeric: true, value: (each) => hoursFigure(each.payableMinutes), sort: (each) => each.payableMinutes },
    { key: 'adjustments', heading: 'Adjustments', numeric: true, value: (each) => (each.adjustmentCount === 0 ? 'None' : { text: wordsForPence(each.adjustmentsPence), hint: countOf(each.adjustmentCount, 'line') }), sort: (each) => each.adjustmentsPence, csv: (each) => poundsFigure(each.adjustmentsPence) },
    { key: 'total', heading: 'Total', numeric: true, value: (each) => wordsForPence(each.totalPence), sort: (each) => each.totalPence, csv: (each) => poundsFigure(each.totalPence) },
    ...shareColumns<Statement>((each) => ({ pence: each.totalPence, nhsPence: each.nhsPence })),
  ]
}
