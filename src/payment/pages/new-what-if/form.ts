import { fieldError, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import type { WhatIfToAsk } from '../../actions/add-what-if.ts'
import type { RuleChoice } from '../../reads/rule-choices.ts'
import { tryScenarios, type TryScenario } from '../../terms/what-if.ts'
import { readPasted } from '../adopt-rules/form.ts'

/** Reads the form that asks for a what-if of a framework; `choices` are the rules that can be ticked. */
export function readWhatIfForm(body: FormBody, frameworkId: string, choices: readonly RuleChoice[]): FormResult<WhatIfToAsk> {
  const errors: FieldError[] = []
  const name = textOf(body, 'name')
  if (name === '') errors.push(fieldError('name', 'Enter a name'))
  else if (name.length > 160) errors.push(fieldError('name', 'Enter 160 characters or fewer'))
  const [fromOn, toOn] = [dayOf(body, 'period-from'), dayOf(body, 'period-to')]
  if (fromOn === undefined) errors.push(fieldError('period-from', 'Choose the first period'))
  if (toOn === undefined) errors.push(fieldError('period-to', 'Choose the last period'))
  const ratesTenths = ratesOf(textOf(body, 'rates'))
  if (ratesTenths === undefined) errors.push(fieldError('rates', 'Enter a percent between -100 and 100 with at most one decimal place, like 3.5'))
  const scenarios: TryScenario[] = listOf(body, 'rules').flatMap((key) => {
    const choice = choices.find((each) => each.key === key)
    return choice === undefined ? [] : [{ name: choice.words.slice(0, 160), document: choice.document, ratesTenths: ratesTenths ?? 0 }]
  })
  if (textOf(body, 'document') !== '') {
    const read = readPasted(textOf(body, 'document'))
    if (read.ok) scenarios.push({ name: read.value.document.name, document: read.value.document, ratesTenths: ratesTenths ?? 0 })
    else errors.push(...read.errors)
  } else if (scenarios.length === 0) errors.push(fieldError('rules', 'Choose at least one rule set, or paste one'))
  if (scenarios.length > 0 && !tryScenarios.safeParse(scenarios).success) errors.push(fieldError('rules', 'Choose at most 20 rule sets'))
  if (errors.length > 0 || fromOn === undefined || toOn === undefined) return { ok: false, errors }
  return { ok: true, value: { frameworkId, name, fromOn, toOn, scenarios } }
}

function dayOf(body: FormBody, field: string): Temporal.PlainDate | undefined {
  const text = textOf(body, field)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text) : undefined
}

/** Percent with at most one decimal place, in tenths. Empty is none. */
function ratesOf(text: string): number | undefined {
  if (text === '') return 0
  const match = /^([+-]?)(\d{1,3})(?:\.(\d))?%?$/.exec(text)
  if (match === null) return undefined
  const tenths = (Number(match[2]) * 10 + Number(match[3] ?? '0')) * (match[1] === '-' ? -1 : 1)
  return Math.abs(tenths) > 1000 ? undefined : tenths
}
