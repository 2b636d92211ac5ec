import { DuckDBInstance, DuckDBDataChunk, INTEGER, SMALLINT, UTINYINT, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api'
import type { ColumnWords, VisitColumns } from '../src/payment/rules/what-if/visit-columns.ts'
import type { PriceTotals } from '../src/payment/rules/price-totals.ts'
import type { RuleSetDocument } from '../src/payment/terms/rule-set.ts'
import { minutesSql } from './rule-set-sql.ts'

const ROWS = 2048

/** The same columns in a table of DuckDB in memory, with every code as the narrowest number and the rate in pence. */
export async function openDuck(columns: VisitColumns, words: ColumnWords): Promise<DuckDBConnection> {
  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  const codes = { provider: numbered(words.places.map((place) => place.provider)), zone: numbered(words.places.map((place) => place.zone)), line: numbered(words.places.map((place) => place.serviceLine)) }
  const read: readonly (readonly [name: string, type: DuckDBType, sql: string, value: (at: number) => number])[] = [
    ['provider', SMALLINT, 'smallint', (at) => codes.provider[columns.place[at] ?? 0] ?? 0],
    ['zone', UTINYINT, 'utinyint', (at) => codes.zone[columns.place[at] ?? 0] ?? 0],
    ['line', UTINYINT, 'utinyint', (at) => codes.line[columns.place[at] ?? 0] ?? 0],
    ['month', UTINYINT, 'utinyint', (at) => columns.month[at] ?? 0],
    ['rate', INTEGER, 'integer', (at) => words.rates[columns.rate[at] ?? 0] ?? 0],
    ['planned', INTEGER, 'integer', (at) => columns.planned[at] ?? 0],
    ['workers', UTINYINT, 'utinyint', (at) => columns.workers[at] ?? 0],
    ['outcome', UTINYINT, 'utinyint', (at) => columns.outcome[at] ?? 0],
    ['minutes', INTEGER, 'integer', (at) => columns.minutes[at] ?? 0],
    ['notice', UTINYINT, 'utinyint', (at) => columns.notice[at] ?? 0],
    ['second_outcome', UTINYINT, 'utinyint', (at) => columns.secondOutcome[at] ?? 0],
    ['second_minutes', INTEGER, 'integer', (at) => columns.secondMinutes[at] ?? 0],
  ]
  await duck.run(`create table visit (${read.map(([name, , sql]) => `${name} ${sql}`).join(', ')})`)
  const appender = await duck.createAppender('visit')
  for (let from = 0; from < columns.length; from += ROWS) {
    const rows = Math.min(ROWS, columns.length - from)
    const chunk = DuckDBDataChunk.create(read.map(([, type]) => type), rows)
    for (const [column, [, , , value]] of read.entries()) chunk.setColumnValues(column, Array.from({ length: rows }, (_, row) => value(from + row)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  return duck
}

/** Totals by provider, zone, line and month in one statement: grouped once by all four, which is quicker than four times by one. */
export function totalsSql(rules: RuleSetDocument): string {
  return `with counted as (select provider, zone, line, month, rate, ${minutesSql(rules)} as paid from visit),
    part as (select provider, zone, line, month, sum(paid) as minutes, sum((paid * rate * 2 + 60) // 120) as pence, count(*) as visits from counted group by all)
    select provider, zone, line, month, sum(minutes)::double, sum(pence)::double, sum(visits)::double from part group by grouping sets ((provider), (zone), (line), (month))`
}

/** What DuckDB answers, in the order of ours: for each group its visits, minutes and pence. */
export async function duckTotals(duck: DuckDBConnection, sql: string, words: ColumnWords): Promise<Map<string, string>> {
  const rows = (await duck.runAndReadAll(sql)).getRows()
  const names = { provider: distinct(words.places.map((place) => place.provider)), zone: distinct(words.places.map((place) => place.zone)), line: distinct(words.places.map((place) => place.serviceLine)) }
  return new Map(
    rows.map(([provider, zone, line, month, minutes, pence, visits]) => {
      const group = provider !== null ? `provider ${names.provider[Number(provider)] ?? ''}` : zone !== null ? `zone ${names.zone[Number(zone)] ?? ''}` : line !== null ? `serviceLine ${names.line[Number(line)] ?? ''}` : `month ${words.months[Number(month)] ?? ''}`
      return [group, `${String(visits)} ${String(minutes)} ${String(pence)}`]
    }),
  )
}

/** Ours in the same words. */
export function ourTotals(totals: PriceTotals | undefined): Map<string, string> {
  return new Map(Object.entries(totals?.by ?? {}).flatMap(([each, groups]) => groups.map((group) => [`${each} ${group.name ?? ''}`, `${String(group.visits)} ${String(group.payableMinutes)} ${String(group.pence)}`] as const)))
}

function distinct(names: readonly (string | null)[]): string[] {
  return [...new Set(names.map((name) => name ?? ''))]
}

function numbered(names: readonly (string | null)[]): number[] {
  const all = distinct(names)
  return names.map((name) => all.indexOf(name ?? ''))
}
