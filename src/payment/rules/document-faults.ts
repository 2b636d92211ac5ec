import type { z } from 'zod'
import { ruleSetDocument, type RuleSetDocument } from '../terms/rule-set.ts'

/** A rule set read from JSON, or everything that is wrong with it, each naming the setting. */
export type ReadDocument = { readonly ok: true; readonly document: RuleSetDocument } | { readonly ok: false; readonly faults: readonly string[] }

/** Reads a rule set's settings. Faults are in plain words: `rounding.unitMinutes must be one of 1, 5, 10, 15, 30.` */
export function readDocument(value: unknown): ReadDocument {
  const result = ruleSetDocument.safeParse(value)
  if (result.success) return { ok: true, document: result.data }
  return { ok: false, faults: result.error.issues.flatMap((issue) => faultWords(issue, issue.path.length === 0 ? 'The rule set' : issue.path.map(String).join('.'))) }
}

/** What is wrong with a setting, in a sentence or more that begin with `name`. */
export function faultWords(issue: z.core.$ZodIssue, name: string): string[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${[...issue.path.map(String), key].join('.')} is not a setting that is known. Take it out or correct its name.`)
    case 'invalid_value':
      return [`${name} must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`]
    case 'invalid_union':
      return [`${name} must be one of ${kindsOf(issue).join(', ')}.`]
    case 'invalid_type':
      return [`${name} must be ${TYPE_WORDS[issue.expected] ?? issue.expected}.`]
    case 'too_small':
      return [`${name} must be at least ${String(issue.minimum)}${issue.origin === 'string' ? ' character long' : ''}.`]
    case 'too_big':
      return [`${name} must be at most ${String(issue.maximum)}${issue.origin === 'string' ? ' characters long' : ''}.`]
    default:
      return [`${name}: ${issue.message}.`]
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  object: 'a group of settings in { }',
}

/** Which kinds a setting that comes in kinds can have. */
function kindsOf(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : []
}
