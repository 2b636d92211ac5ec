import { dateOf, fieldError, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { demonstrationRuleSets } from '../../rules/demonstration-rule-sets.ts'
import { readDocument } from '../../rules/document-faults.ts'
import type { RuleSetDocument } from '../../terms/rule-set.ts'

/** The choice of which rules to adopt: a demonstration's place in the list, or JSON that was pasted. */
export const PASTED = 'pasted'

/** Rules to adopt, understood. */
export interface AdoptForm {
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly document: RuleSetDocument
}

/** Reads the form for adopting rules; each fault of pasted JSON is an error of its own, naming the setting. */
export function readAdoptForm(body: FormBody): FormResult<AdoptForm> {
  const errors: FieldError[] = []
  const frameworkId = textOf(body, 'framework')
  if (!/^[0-9a-f-]{36}$/.test(frameworkId)) errors.push(fieldError('framework', 'Choose the framework'))
  const fromOn = dateOf(body, 'from')
  if (fromOn === undefined) errors.push(fieldError('from', 'Enter the first visit date the rules apply to'))
  else if (fromOn === null) errors.push(fieldError('from', 'Enter a real date, like 2 3 2026'))
  const document = readChoice(textOf(body, 'rules'), textOf(body, 'document'), errors)
  if (errors.length > 0 || fromOn === undefined || fromOn === null || document === undefined) return { ok: false, errors }
  return { ok: true, value: { frameworkId, fromOn, document } }
}

function readChoice(choice: string, pasted: string, errors: FieldError[]): RuleSetDocument | undefined {
  if (choice !== PASTED) {
    const chosen = /^\d$/.test(choice) ? demonstrationRuleSets[Number(choice)] : undefined
    if (chosen === undefined) errors.push(fieldError('rules', 'Choose the rules to adopt'))
    return chosen
  }
  if (pasted === '') {
    errors.push(fieldError('document', 'Paste the rules as JSON'))
    return undefined
  }
  let value: unknown
  try {
    value = JSON.parse(pasted)
  } catch {
    errors.push(fieldError('document', 'The rules are not good JSON. Copy the JSON of a version that exists and change its values'))
    return undefined
  }
  const read = readDocument(value)
  if (read.ok) return read.document
  for (const fault of read.faults) errors.push(fieldError('document', fault.replace(/\.$/, '')))
  return undefined
}
