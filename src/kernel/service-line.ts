/** Core home care and the add-ons a framework may buy (brief, F4). Care asks for them, market prices them: neither owns the words. */
export const SERVICE_LINES = ['core', 'night', '24x7', 'discharge-response', 'learning-disability', 'dementia', 'double-handed', 'chc'] as const
export type ServiceLine = (typeof SERVICE_LINES)[number]
export const SERVICE_LINE_NAMES: Readonly<Record<ServiceLine, string>> = {
  core: 'Core home care',
  night: 'Night care',
  '24x7': '24×7 support',
  'discharge-response': 'Discharge response',
  'learning-disability': 'Learning disability',
  dementia: 'Dementia',
  'double-handed': 'Double-handed',
  chc: 'Continuing health care',
}

/** The name of a service line; the code itself when it is none. */
export function serviceLineName(code: string): string {
  return SERVICE_LINES.includes(code as ServiceLine) ? SERVICE_LINE_NAMES[code as ServiceLine] : code
}
