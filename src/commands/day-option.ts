import { Refused } from '../platform/action/refused.ts'

/** The date given with an option of the command line. Throws `Refused` naming the option, the value and the form to write it in. */
export function dayOption(option: string, text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    throw new Refused('not-a-date', `${option} "${text}" is not a date: write it as 2026-03-02.`)
  }
}
