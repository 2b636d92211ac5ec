import type { TagColour } from '../../platform/components/data-table.ts'
import type { ExceptionKind } from '../terms.ts'

/** Colours of the kinds: red where nobody came, orange where somebody may have been at risk, the rest quieter. */
export const EXCEPTION_COLOURS: Readonly<Record<ExceptionKind, TagColour>> = {
  missed: 'red',
  'single-handed': 'orange',
  'overlapping-worker': 'purple',
  unplanned: 'blue',
  late: 'yellow',
  early: 'yellow',
  short: 'magenta',
  long: 'teal',
  'impossible-travel': 'purple',
  'manual-entry': 'grey',
  'outside-geofence': 'orange',
  'no-out-call': 'grey',
}

/** Shorter names, for tiles and tags. */
export const EXCEPTION_TAGS: Readonly<Record<ExceptionKind, string>> = {
  missed: 'Missed',
  late: 'Late',
  early: 'Early',
  short: 'Short',
  long: 'Long',
  'single-handed': 'Single-handed',
  unplanned: 'Unplanned',
  'overlapping-worker': 'Overlapping',
  'impossible-travel': 'Impossible travel',
  'manual-entry': 'Manual entry',
  'outside-geofence': 'Away from home',
  'no-out-call': 'No out-call',
}
