import type { FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { nameOf, type Field } from './field.ts'
import { SECTIONS } from './sections.ts'
import { rowCount, rowName } from './settings-form.ts'

/** A field as the template shows it. `inside` are those that one of its options asks for. */
interface FieldView {
  readonly kind: Field['kind'] | 'radios'
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly value: string
  readonly suffix: string | undefined
  readonly error: { readonly text: string } | undefined
  readonly options: readonly { readonly value: string; readonly text: string; readonly inside: readonly FieldView[] }[]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly { readonly name: string; readonly label: string; readonly value: string; readonly isPounds: boolean; readonly error: { readonly text: string } | undefined }[])[]
}

/** The sections of the form with what they hold and what is wrong. */
export function settingsView(values: FormBody, errors: readonly FieldError[]) {
  const text = (name: string): string => {
    const value = values[name]
    return typeof value === 'string' ? value : ''
  }
  const errorAt = (name: string) => {
    const error = errors.find((each) => each.field === name)
    return error === undefined ? undefined : { text: error.text }
  }
  const shown = (field: Field, all: readonly Field[]): FieldView => {
    const name = nameOf(field.path)
    const dependents = all.filter((each) => each.when?.path === field.path)
    const options = field.kind === 'choice' || field.kind === 'switch' ? field.options.map(([value, words]) => ({ value, text: words, inside: dependents.filter((each) => each.when?.is === value).map((each) => shown(each, [])) })) : []
    const rows = field.kind === 'rows' ? Array.from({ length: rowCount(values, field) }, (_, row) => field.columns.map((column) => {
      const box = rowName(field, row, column.name)
      return { name: box, label: `${column.label}, row ${String(row + 1)}`, value: text(box), isPounds: column.kind === 'pounds', error: errorAt(box) }
    })) : []
    return {
      kind: dependents.length > 0 ? 'radios' : field.kind,
      name,
      label: field.label,
      hint: field.hint,
      value: text(name),
      suffix: field.kind === 'number' ? field.suffix : undefined,
      error: errorAt(name),
      options,
      columns: field.kind === 'rows' ? field.columns.map((column) => column.label) : [],
      rows,
    }
  }
  return SECTIONS.map((section) => ({ id: section.id, title: section.title, intro: section.intro, fields: section.fields.filter((field) => field.when === undefined).map((field) => shown(field, section.fields)) }))
}
