const NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  everyday: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
}

/**
 * The days a referral file writes in one cell, as ISO weekdays in order: "Mon-Fri", "Mon,Wed,Fri", "Sat Sun", "Fri-Mon",
 * "every day", "weekdays". Names may be cut to three letters or written out. Undefined when any part is not understood.
 */
export function referralDays(text: string): readonly number[] | undefined {
  const group = GROUPS[text.toLowerCase().replace(/\s+/g, '')]
  if (group !== undefined) return group
  const parts = text
    .toLowerCase()
    .replace(/\s*(?:-|–|\bto\b)\s*/g, '-')
    .split(/[\s,;/+&]+|\band\b/)
    .filter((part) => part !== '')
  if (parts.length === 0) return undefined
  const days = new Set<number>()
  for (const part of parts) {
    const ends = part.split('-').map(dayOf)
    const [first, last = first] = ends
    if (ends.length > 2 || first === undefined || last === undefined || ends.includes(undefined)) return undefined
    for (let step = 0; step <= (last - first + 7) % 7; step += 1) days.add(((first - 1 + step) % 7) + 1)
  }
  return [...days].sort((a, b) => a - b)
}

/** Days as a sentence has them: "Monday to Friday", "Monday, Wednesday and Friday", "every day". */
export function wordsForDays(days: readonly number[]): string {
  const ordered = [...new Set(days)].sort((a, b) => a - b)
  if (ordered.length === 7) return 'every day'
  const names = ordered.map((day) => `${(NAMES[day - 1] ?? '').charAt(0).toUpperCase()}${(NAMES[day - 1] ?? '').slice(1)}`)
  const [first = '', last = ''] = [names[0], names.at(-1)]
  const isRun = ordered.every((day, index) => index === 0 || day === (ordered[index - 1] ?? 0) + 1)
  if (isRun && ordered.length > 2) return `${first} to ${last}`
  return names.length < 2 ? first : `${names.slice(0, -1).join(', ')} and ${last}`
}

function dayOf(name: string): number | undefined {
  if (name.length < 3) return undefined
  const index = NAMES.findIndex((each) => each.startsWith(name) || `${each}s` === name || (name.length === 4 && each.startsWith(name.slice(0, 3)) && ['tues', 'weds', 'thur'].includes(name)))
  return index === -1 ? undefined : index + 1
}
