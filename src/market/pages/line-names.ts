/** Names of service lines on market pages. The codes are those of packages; market knows no package, so it names them itself. */
export const LINE_NAMES: Readonly<Record<string, string>> = {
  core: 'Core home care',
  night: 'Night care',
  '24x7': '24×7 support',
  'discharge-response': 'Discharge response',
  'learning-disability': 'Learning disability',
  dementia: 'Dementia',
  'double-handed': 'Double-handed',
  chc: 'Continuing health care',
}

/** The name of a service line; its code when it has none. */
export function lineName(code: string): string {
  return LINE_NAMES[code] ?? code
}
