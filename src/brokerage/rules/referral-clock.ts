import type { Minutes } from '../../kernel/amounts.ts'

/**
 * A clock time as people type it, in minutes after midnight: "7:30am", "7.30 am", "7am", "07:30", "19:05", "0730",
 * "midday", "noon", "midnight". A bare hour without am or pm ("7") is not taken: it could be either. Undefined for anything else.
 */
export function referralClock(text: string): Minutes | undefined {
  const typed = text.toLowerCase().replace(/\s+/g, '')
  if (typed === 'midday' || typed === 'noon' || typed === '12noon') return 720
  if (typed === 'midnight') return 0
  const match = /^(\d{1,2})(?:[:.](\d{2}))?([ap])\.?m\.?$/.exec(typed)
  if (match !== null) return twelveHour(Number(match[1]), Number(match[2] ?? '0'), match[3] === 'p')
  const of24 = /^(\d{1,2})[:.](\d{2})$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed)
  if (of24 === null) return undefined
  const [hour, minute] = [Number(of24[1]), Number(of24[2])]
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : undefined
}

function twelveHour(hour: number, minute: number, afternoon: boolean): Minutes | undefined {
  if (hour < 1 || hour > 12 || minute > 59) return undefined
  return (hour % 12) * 60 + minute + (afternoon ? 720 : 0)
}
