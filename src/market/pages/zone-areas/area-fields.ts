import { withCommas } from '../../../kernel/words.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { choices, type FormField } from '../form-view.ts'

/** The fields that say which small areas make up a zone: whole districts, and areas one by one. */
export function areaFields(districts: readonly { readonly code: string; readonly name: string; readonly areas: number }[], values: FormBody): FormField[] {
  const pairs = districts.map(({ code, name, areas }) => [code, `${name}, ${withCommas(areas)} small areas`] as const)
  return [
    ...(districts.length === 0 ? [] : [{ kind: 'checkboxes' as const, name: 'districts', label: 'Whole districts (optional)', hint: 'Every small area of the district that is known', items: choices(pairs, values, 'districts'), small: true }]),
    { kind: 'textarea', name: 'areaCodes', label: 'Small areas (optional)', hint: 'Published codes such as E01025345, with spaces, commas or line breaks between', rows: 4 },
  ]
}

/** Area codes as typed, in capitals. */
export function codesOf(text: string): string[] {
  return [...new Set(text.toUpperCase().split(/[\s,;]+/).filter((code) => code !== ''))]
}
