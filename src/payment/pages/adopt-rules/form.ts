import { z } from 'zod'
import { dateOf, fieldError, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { readDocument } from '../../rules/document-faults.ts'
import type { RuleSetDraft } from '../../terms/rule-set.ts'
import { workedCases, type WorkedCase } from '../../terms/worked-case.ts'
import { readSettings } from '../rule-set-form/settings-form.ts'

/** The start that is pasted JSON. */
export const PASTED = 'json'

/** Rules to draft, understood. Without `cases` those of what it was started from go with it. */
export interface DraftForm extends Pick<RuleSetDraft, 'frameworkId' | 'fromOn' | 'document'> {
  readonly cases: readonly WorkedCase[] | undefined
}

/** Reads the form for drafting rules, by settings or as JSON; each fault is an error of its own, at its field. */
export function readDraftForm(body: FormBody): FormResult<DraftForm> {
  const errors: FieldError[] = []
  const frameworkId = textOf(body, 'framework')
  if (!z.uuid().safeParse(frameworkId).success) errors.push(fieldError('framework', 'Choose the framework'))
  const fromOn = dateOf(body, 'from')
  if (fromOn === undefined) errors.push(fieldError('from', 'Enter the first visit date the rules apply to'))
  else if (fromOn === null) errors.push(fieldError('from', 'Enter a real date, like 2 3 2026'))
  const read = textOf(body, 'start') === PASTED ? readPasted(textOf(body, 'document')) : settingsOf(body)
  if (!read.ok) errors.push(...read.errors)
  if (errors.length > 0 || fromOn === undefined || fromOn === null || !read.ok) return { ok: false, errors }
  return { ok: true, value: { frameworkId, fromOn, ...read.value } }
}

function settingsOf(body: FormBody): FormResult<Pick<DraftForm, 'document' | 'cases'>> {
  const read = readSettings(body)
  return read.ok ? { ok: true, value: { document: read.value, cases: undefined } } : read
}

/** Rules as JSON: a document, or `{document, cases}`. */
export function readPasted(pasted: string): FormResult<Pick<DraftForm, 'document' | 'cases'>> {
  const wrong = (texts: readonly string[]) => ({ ok: false, errors: texts.map((text) => fieldError('document', text.replace(/\.$/, ''))) }) as const
  if (pasted === '') return wrong(['Paste the rules as JSON'])
  let value: unknown
  try {
    value = JSON.parse(pasted)
  } catch {
    return wrong(['The rules are not good JSON. Copy the JSON of a version that exists and change its values'])
  }
  const both = z.strictObject({ document: z.unknown(), cases: z.unknown().optional() }).safeParse(value)
  const read = readDocument(both.success ? both.data.document : value)
  const cases = workedCases.safeParse(both.success ? (both.data.cases ?? []) : [])
  if (read.ok && cases.success) return { ok: true, value: { document: read.document, cases: cases.data } }
  return wrong([...(read.ok ? [] : read.faults), ...(cases.success ? [] : cases.error.issues.map((issue) => `cases.${issue.path.map(String).join('.')}: ${issue.message}`))])
}
