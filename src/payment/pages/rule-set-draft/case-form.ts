import { z } from 'zod'
import { readForm, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import type { WorkedCase } from '../../terms/worked-case.ts'
import { exampleSchema, exampleVisit } from '../rule-set/worked-example.ts'

const caseSchema = exampleSchema.extend({
  name: z.string().trim().min(1, 'Enter what the case shows').max(120, 'Enter 120 characters or fewer'),
  mustMinutes: z.string().trim().regex(/^\d{1,5}$/, 'Enter the whole minutes that it must pay'),
  mustPounds: z.string().trim().regex(/^£?\d{1,5}(\.\d\d)?$/, 'Enter what it must pay in pounds and pence, like 12.25'),
})

/** Reads a worked case that somebody typed in: a visit, and what it must pay. */
export function readCaseForm(body: FormBody): FormResult<WorkedCase> {
  const form = readForm(caseSchema, body)
  if (!form.ok) return form
  const { name, mustMinutes, mustPounds, ...visit } = form.value
  return { ok: true, value: { name, visit: exampleVisit(visit), minutes: Number(mustMinutes), pence: Math.round(Number(mustPounds.replace('£', '')) * 100) } }
}
