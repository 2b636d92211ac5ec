import { hrefWith } from '../../platform/components/table-request.ts'

/** A select of a filter panel. */
export interface FilterField {
  readonly name: string
  readonly label: string
  readonly items: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]
}

/** A select whose first choice is everything, or what stands when nothing is chosen. */
export function filterField(name: string, label: string, options: readonly (readonly [string, string])[], chosen: string | undefined, everything = 'All'): FilterField {
  return { name, label, items: [{ value: '', text: everything, selected: chosen === undefined }, ...options.map(([value, text]) => ({ value, text, selected: value === chosen }))] }
}

/** What is chosen, each with the address that lets it go. */
export function selectedFilters(fields: readonly FilterField[], url: string, others: readonly { readonly name: string; readonly label: string; readonly text: string | undefined }[] = []) {
  const chosen = [
    ...fields.flatMap(({ name, label, items }) => items.filter((item) => item.selected && item.value !== '').map((item) => ({ name, label, text: item.text }))),
    ...others.flatMap(({ name, label, text }) => (text === undefined ? [] : [{ name, label, text }])),
  ]
  return chosen.map(({ name, label, text }) => ({ heading: { text: label }, items: [{ text, href: hrefWith(url, { [name]: undefined, page: undefined }) }] }))
}
