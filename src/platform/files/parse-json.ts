import type { FileRefusal } from './import-outcome.ts'
import { refuseFile, shownValue } from './import-outcome.ts'

/** Parses JSON; text that is none is refused as a value, with the line and character where it goes wrong. */
export function parseJson(text: string): { readonly ok: true; readonly value: unknown } | FileRefusal {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const at = faultPosition(message, text)
    if (at !== undefined && text.slice(at).trim() !== '') {
      const around = shownValue(text.slice(Math.max(0, at - 20), at + 20))
      return refuseFile(`The file is not good JSON: it goes wrong at ${placeOf(text, at)}, near: ${around}`, 'Repair it there, or export it again')
    }
    if (at === undefined && message.startsWith('Unexpected token')) return refuseFile('The file is not good JSON', 'Export it again')
    return refuseFile(`The file breaks off at ${placeOf(text, text.length)}, before its JSON is complete`, 'Download or export it again: the end is missing')
  }
}

/**
 * Where JSON.parse stopped. V8 gives the position for most faults; for an unexpected token it gives the ten characters
 * on either side instead, which are looked for, and taken only when they stand in the text once.
 */
function faultPosition(message: string, text: string): number | undefined {
  const position = / at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  const match = /^Unexpected token '([\s\S]*?)', (\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON$/.exec(message)
  const [, token = '', cutBefore, around = ''] = match ?? []
  if (token === '' || around === '') return undefined
  const found = text.indexOf(around)
  if (found === -1 || text.includes(around, found + 1)) return undefined
  if (cutBefore !== undefined) return found + 10
  const inside = around.indexOf(token)
  return inside === -1 ? undefined : found + inside
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at)
  return `line ${String(before.split('\n').length)}, character ${String(before.length - before.lastIndexOf('\n'))}`
}
