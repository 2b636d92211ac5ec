import type { RuleSetDocument } from '../src/payment/terms/rule-set.ts'

/**
 * One rule set as the SQL that a careful analyst would write for it: minutes of a visit from the columns of `visit`, no function of ours. It knows what the bench draws:
 * basis planned, actual, lesser or banded, rounding of a visit, and at most as many records as care workers planned.
 */
export function minutesSql(rules: RuleSetDocument): string {
  const first = seat(rules, 'outcome', 'minutes')
  const second = seat(rules, 'second_outcome', 'second_minutes')
  const unplanned = rules.unplanned === 'pay-nothing' ? '0' : `case when minutes = 4095${below(rules, 'minutes')} then 0 else ${raised(rules, rounded(rules, 'minutes'))} end`
  return `case when planned = 0 then ${unplanned} when workers = 1 then ${first} else ${first} + ${second} end`
}

const pay = (how: string): string => (how === 'pay-planned' ? 'planned' : '0')

function seat(rules: RuleSetDocument, outcome: string, minutes: string): string {
  const { cancelled } = rules
  const cancellation = cancelled.kind === 'by-notice' ? `case when notice = 255 then ${pay(cancelled.unknown)} when notice >= ${String(cancelled.enoughNoticeHours)} then ${pay(cancelled.enough)} else ${pay(cancelled.short)} end` : pay(cancelled.kind)
  return `case ${outcome} when 1 then ${delivered(rules, minutes)} when 0 then (case when outcome = 0 and second_outcome = 0 then ${pay(rules.noRecord)} else ${pay(rules.missingWorker)} end)
    when 2 then ${pay(rules.missed)} when 3 then ${cancellation} when 4 then ${pay(rules.noAccess)} when 5 then ${pay(rules.refused)} when 6 then ${pay(rules.hospital)} else ${pay(rules.notRequired)} end`
}

function delivered(rules: RuleSetDocument, minutes: string): string {
  if (rules.basis === 'planned') return 'planned'
  const { tolerance, basis, bands } = rules
  const within = tolerance.kind === 'none' ? '' : tolerance.kind === 'minutes' ? `when abs(${minutes} - planned) <= ${String(tolerance.minutes)} then planned` : `when abs(${minutes} - planned) * 100 <= planned * ${String(tolerance.percent)} then planned`
  const lesser = basis === 'lesser' ? `when ${minutes} >= planned then planned` : ''
  const banded = bands === undefined ? '' : `${bands.byTheMinuteFrom === null ? '' : `when ${minutes} >= ${String(bands.byTheMinuteFrom)} then ${minutes}`} ${bands.bands.toReversed().map((band) => `when ${minutes} >= ${String(band.fromMinutes)} then ${String(band.payMinutes)}`).join(' ')}`
  const rest = basis === 'banded' ? '0' : rounded(rules, minutes)
  const counted = `${within} ${lesser} ${banded}`.trim() === '' ? rest : `case ${within} ${lesser} ${banded} else ${rest} end`
  return `(case when ${minutes} = 4095 then ${pay(rules.noTime)}${rules.minimum.kind === 'minutes' && rules.minimum.below === 'pay-nothing' ? ` when ${minutes} < ${String(rules.minimum.minutes)} then 0` : ''} else ${capped(rules, raised(rules, counted))} end)`
}

function below({ minimum }: RuleSetDocument, minutes: string): string {
  return minimum.kind === 'minutes' && minimum.below === 'pay-nothing' ? ` or ${minutes} < ${String(minimum.minutes)}` : ''
}

function rounded({ rounding: { unitMinutes: unit, mode, upFromMinutes } }: RuleSetDocument, minutes: string): string {
  if (unit === 1) return minutes
  const [u, up] = [String(unit), String(unit - (upFromMinutes ?? unit))]
  if (mode === 'nearest') return `((2 * ${minutes} + ${u}) // (2 * ${u}) * ${u})`
  return mode === 'down' ? `(${minutes} // ${u} * ${u})` : mode === 'up' ? `((${minutes} + ${u} - 1) // ${u} * ${u})` : `((${minutes} + ${up}) // ${u} * ${u})`
}

function raised({ minimum }: RuleSetDocument, minutes: string): string {
  return minimum.kind === 'minutes' && minimum.below === 'pay-minimum' ? `greatest(${minutes}, ${String(minimum.minutes)})` : minutes
}

function capped({ basis, capOverPlan: cap }: RuleSetDocument, minutes: string): string {
  if (basis === 'lesser') return `least(${minutes}, planned)`
  if (cap.kind === 'none') return minutes
  return `least(${minutes}, planned + ${cap.kind === 'minutes' ? String(cap.minutes) : `planned * ${String(cap.percent)} // 100`})`
}
