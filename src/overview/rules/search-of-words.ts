import type { PersonSearch } from '../../care/terms.ts'

/**
 * What a search box's text asks for: a reference of ours (P100001), a postcode or the first half of one with its space
 * ("NN13", "NN13 6"), a reference of the case system (has a digit), or names. Undefined when there is nothing to look for.
 */
export function searchOfWords(typed: string): PersonSearch | undefined {
  const text = typed.trim().replace(/\s+/g, ' ')
  if (text.length < 2) return undefined
  const joined = text.toUpperCase().replace(/\s/g, '')
  if (/^P\d{4,}$/.test(joined)) return { by: 'reference', text: joined }
  const postcode = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{0,2})?$/.exec(text.toUpperCase())
  const full = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/.exec(joined)
  if (full !== null) return { by: 'postcode', text: `${full[1] ?? ''} ${full[2] ?? ''}` }
  if (postcode !== null) return { by: 'postcode', text: `${postcode[1] ?? ''} ${postcode[2] ?? ''}` }
  if (/\d/.test(text)) return { by: 'reference', text }
  return { by: 'name', words: text.split(' ') }
}
