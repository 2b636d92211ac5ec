/** Letters that have no plain letter beneath their mark. */
const SPELT: Readonly<Record<string, string>> = { Æ: 'AE', Œ: 'OE', Ø: 'O', Đ: 'D', Ð: 'D', Ł: 'L', Þ: 'TH', 'ẞ': 'SS' }
const MARKS = /\p{M}/gu
const APOSTROPHES = /['’‘`´]/g
const NOT_CARRIED = /[^A-Z0-9.&/\- ]/gu

/** Words as a Bacs field carries them, and whether anything was lost. */
export interface BacsText {
  readonly text: string
  /** Other letters or signs than were given, besides small letters made capital. */
  readonly isRewritten: boolean
  readonly isCut: boolean
}

/**
 * Words in the characters that Bacs carries: capital letters, digits, space, full stop, ampersand, slash and hyphen. Letters with marks lose them, apostrophes go, anything
 * else becomes a space; spaces in a row become one; what is longer than the field is cut. Source: docs/files/bacs.md.
 */
export function bacsText(words: string, width: number): BacsText {
  const capitals = words.normalize('NFC').toUpperCase().trim()
  const spelt = capitals.replace(/[ÆŒØĐÐŁÞẞ]/gu, (letter) => SPELT[letter] ?? letter)
  const plain = spelt.normalize('NFD').replace(MARKS, '').replace(APOSTROPHES, '').replace(NOT_CARRIED, ' ').replace(/ +/g, ' ').trim()
  const text = plain.slice(0, width).trimEnd()
  return { text, isRewritten: plain !== capitals, isCut: plain.length > width }
}
