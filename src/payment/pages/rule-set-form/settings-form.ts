import type { z } from 'zod'
import { fieldError, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { faultWords } from '../../rules/document-faults.ts'
import { ruleSetDocument, type RuleSetDocument } from '../../terms/rule-set.ts'
import { nameOf, type Field, type RowsField } from './field.ts'
import { SECTIONS } from './sections.ts'

const FIELDS: readonly Field[] = SECTIONS.flatMap((section) => section.fields)

/** Rows that the form always has free for more. */
const FREE_ROWS = 3

/** A setting's name in a row of a list: `fixedPrices-0-pence`. */
export function rowName(field: RowsField, row: number, column: string): string {
  return `${nameOf(field.path)}-${String(row)}-${column}`
}

/** How many rows of a list the form shows: those with anything in them, and some free ones. */
export function rowCount(values: FormBody, field: RowsField): number {
  const used = Object.entries(values).flatMap(([name, value]) => {
    const row = name.startsWith(`${nameOf(field.path)}-`) ? Number(name.slice(nameOf(field.path).length + 1).split('-')[0]) : Number.NaN
    return Number.isInteger(row) && row < 60 && value !== '' ? [row + 1] : []
  })
  return Math.max(0, ...used) + FREE_ROWS
}

/** What the form holds when it shows a rule set. */
export function settingsValues(document: RuleSetDocument): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const field of FIELDS) {
    const value = valueAt(document, field.path)
    if (field.kind === 'rows') {
      for (const [row, each] of (Array.isArray(value) ? value : []).entries()) for (const column of field.columns) values[rowName(field, row, column.name)] = boxText(column.kind, valueAt(each, column.name))
      continue
    }
    const isOut = value === undefined && field.kind === 'choice' && field.options.some(([option]) => option === 'no')
    values[nameOf(field.path)] = field.kind === 'switch' ? (value === undefined ? 'no' : 'yes') : isOut ? 'no' : boxText(field.kind, value)
  }
  return values
}

/** Reads the settings; every fault is an error at its field, in the words of its label. */
export function readSettings(body: FormBody): FormResult<RuleSetDocument> {
  const document: Record<string, unknown> = { layout: 1, missed: 'pay-nothing' }
  for (const field of FIELDS) if (field.when === undefined || textOf(body, nameOf(field.when.path)) === field.when.is) readField(body, field, document)
  const read = ruleSetDocument.safeParse(document)
  if (read.success) return { ok: true, value: read.data }
  const errors = new Map<string, FieldError>()
  for (const issue of read.error.issues) {
    const { name, label, isPounds } = placeOf(issue.path.map(String))
    if (errors.has(name)) continue
    errors.set(name, fieldError(name, wordsOf(issue, label, isPounds, textOf(body, name) === '')))
  }
  return { ok: false, errors: [...errors.values()] }
}

function wordsOf(issue: z.core.$ZodIssue, label: string, isPounds: boolean, isEmpty: boolean): string {
  if (issue.code === 'invalid_type' || issue.code === 'too_small') {
    if (isEmpty) return `Enter ${lowerFirst(label)}`
    if (issue.code === 'invalid_type' && isPounds) return `${label} must be pounds and pence, like 24.50`
  }
  if (issue.code === 'custom') return `${label} ${issue.message.replace('unitMinutes', 'the multiple')}`
  return faultWords(issue, label).join(' ').replace(/\.$/, '')
}

function readField(body: FormBody, field: Field, document: Record<string, unknown>): void {
  if (field.kind === 'rows') {
    const rows = Array.from({ length: rowCount(body, field) }, (_, row) => field.columns.map((column) => [column.name, textOf(body, rowName(field, row, column.name)), column.kind] as const)).filter((row) => row.some(([, text]) => text !== ''))
    if (rows.length > 0 || field.when !== undefined) setAt(document, field.path, rows.map((row) => Object.fromEntries(row.map(([name, text, kind]) => [name, numberOf(kind, text)]))))
    return
  }
  const text = textOf(body, nameOf(field.path))
  if (field.kind === 'switch') return
  if (field.kind === 'choice') {
    if (text !== 'no') setAt(document, field.path, field.isNumber === true ? numberOf('number', text) : text)
    return
  }
  if (field.kind === 'number' || field.kind === 'pounds') setAt(document, field.path, text === '' && field.mayBeEmpty === true ? null : numberOf(field.kind, text))
  else setAt(document, field.path, text)
}

/** Undefined when empty; not a number when it is not one, which the schema then refuses. */
function numberOf(kind: 'number' | 'pounds', text: string): number | undefined {
  if (text === '') return undefined
  if (kind === 'number') return Number(text)
  const pounds = /^£?(\d{1,6})(?:\.(\d\d))?$/.exec(text)
  return pounds === null ? Number.NaN : Number(pounds[1]) * 100 + Number(pounds[2] ?? '0')
}

function boxText(kind: Field['kind'], value: unknown): string {
  if (typeof value === 'number') return kind === 'pounds' ? `${String(Math.floor(value / 100))}.${String(value % 100).padStart(2, '0')}` : String(value)
  return typeof value === 'string' ? value : ''
}

function valueAt(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), document)
}

function setAt(document: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let group = document
  for (const key of keys) {
    const inner = group[key]
    const next = isGroup(inner) ? inner : {}
    group[key] = next
    group = next
  }
  group[last] = value
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The box at which a fault stands: that of the setting, or of the row and column of a list, or the first box of what holds it. */
function placeOf(path: readonly string[]): { readonly name: string; readonly label: string; readonly isPounds: boolean } {
  const dotted = path.join('.')
  for (const field of FIELDS) {
    if (field.kind !== 'rows' || !(dotted === field.path || dotted.startsWith(`${field.path}.`))) continue
    const [row = '0', column] = dotted.slice(field.path.length + 1).split('.')
    const known = field.columns.find((each) => each.name === column) ?? field.columns[0]
    return { name: rowName(field, Number(row), known?.name ?? ''), label: `${field.label}, row ${String(Number(row) + 1)}${column === undefined ? '' : `, ${lowerFirst(known?.label ?? '')}`}`, isPounds: known?.kind === 'pounds' }
  }
  const field = FIELDS.find((each) => each.path === dotted) ?? FIELDS.find((each) => each.path.startsWith(dotted)) ?? FIELDS[0]
  return { name: nameOf(field?.path ?? ''), label: field?.label ?? '', isPounds: field?.kind === 'pounds' }
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
