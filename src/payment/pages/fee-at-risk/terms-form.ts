import type { FeeTermsInput } from '../../actions/fee-terms.ts'
import { askedDate } from '../../../platform/web/date-boxes.ts'
import { fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { FEE_MEASURES, FEE_MEASURE_NAMES } from '../../terms/fee-at-risk.ts'

/** Reads the terms from the form, or adds what is wrong to `errors`. A requirement without target and weight is not asked for. */
export function readFeeTerms(body: FormBody, errors: FieldError[]): Omit<FeeTermsInput, 'frameworkId'> | undefined {
  const fromOn = askedDate(body, 'from', 'first day of the payment period', errors)
  const riskTenths = percentTenths(body, 'risk', 'Enter the percent of the fee at risk, for example 12.5', errors)
  if (riskTenths === 0) errors.push(fieldError('risk', 'The percent at risk must be more than 0'))
  const bonusTenths = percentTenths(body, 'bonus', 'Enter the percent that is added when everything is met, or 0', errors)
  const days = textOf(body, 'days')
  if (!/^\d{1,2}$/.test(days) || Number(days) > 90) errors.push(fieldError('days', 'Enter for how many days a result can be contested, from 0 to 90'))
  const requirements = FEE_MEASURES.flatMap((measure) => {
    const [target, weight] = [textOf(body, `target-${measure}`), textOf(body, `weight-${measure}`)]
    if (target === '' && weight === '') return []
    const targetTenths = percentTenths(body, `target-${measure}`, `${FEE_MEASURE_NAMES[measure]}: enter the percent it is held against`, errors)
    const isWeight = /^\d{1,3}$/.test(weight) && Number(weight) >= 1 && Number(weight) <= 100
    if (!isWeight) errors.push(fieldError(`weight-${measure}`, `${FEE_MEASURE_NAMES[measure]}: enter its weight, a whole number from 1 to 100`))
    return targetTenths === undefined || !isWeight ? [] : [{ measure, targetTenths, weight: Number(weight) }]
  })
  if (errors.length === 0 && requirements.length === 0) errors.push(fieldError(`target-${FEE_MEASURES[0]}`, 'Ask for at least one requirement'))
  if (errors.length > 0 || fromOn === null || riskTenths === undefined || bonusTenths === undefined) return undefined
  return { fromOn, document: { riskTenths, bonusTenths, contestDays: Number(days), requirements } }
}

function percentTenths(body: FormBody, field: string, missing: string, errors: FieldError[]): number | undefined {
  const text = textOf(body, field).replace(/%$/, '')
  const tenths = /^\d{1,3}(\.\d)?$/.test(text) ? Math.round(Number(text) * 10) : undefined
  if (tenths !== undefined && tenths <= 1000) return tenths
  errors.push(fieldError(field, tenths === undefined ? `${missing}${text === '' ? '' : '. Use at most one decimal'}` : 'Enter 100 or less'))
  return undefined
}
