import { templates } from './views.ts'

/** So many parts are kept of one answer at most: addresses are typed by people. */
const MOST_KEPT = 300
/** Stands in a kept part where the form token of whoever looks belongs. */
export const TOKEN_PLACE = '@@form-token@@'

const kept = new WeakMap<object, Map<string, unknown>>()
let engine: ReturnType<typeof templates> | undefined

/**
 * What is made of an answer, kept for as long as the answer itself: of a `sharedRead`, until something that it shows is written. The key names
 * everything else it depends on. What is made must hold nothing that belongs to one reader; their form token goes where `TOKEN_PLACE` stands.
 */
export function keptWith<T>(answer: object, key: string, make: () => T): T {
  const made = kept.get(answer) ?? new Map<string, unknown>()
  kept.set(answer, made)
  if (made.has(key)) return made.get(key) as T
  const one = make()
  if (made.size >= MOST_KEPT) made.clear()
  made.set(key, one)
  return one
}

/** Renders a part of a page by itself, with the same engine as pages. */
export function renderPart(template: string, view: object): string {
  engine ??= templates()
  return engine.render(template, view)
}
