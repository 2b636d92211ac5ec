import type { SavedMapping } from '../../terms/mapping.ts'

/** What a mapping is called: as its provider named it, else by its first headings. */
export function mappingName({ name, headings }: Pick<SavedMapping, 'name' | 'headings'>): string {
  if (name !== null) return name
  const first = headings.filter((heading) => heading !== '').slice(0, 3).join(', ')
  return headings.length > 3 ? `${first} …` : first
}
