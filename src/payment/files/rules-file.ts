import { z } from 'zod'
import { decodeText } from '../../platform/files/decode-text.ts'
import type { FileRefusal, Refusal } from '../../platform/files/import-outcome.ts'
import { parseJson } from '../../platform/files/parse-json.ts'
import { readDocument } from '../rules/document-faults.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'

/** A rule set and the first visit date it applies to. */
export interface DatedRules {
  readonly fromOn: Temporal.PlainDate
  readonly document: RuleSetDocument
}

const DAWN = Temporal.PlainDate.from('1900-01-01')
const versions = z.strictObject({ ruleSets: z.array(z.strictObject({ fromOn: z.iso.date(), document: z.unknown() })).min(1) })

/**
 * Rules read from a JSON file: one rule set, which then applies to every date, or `{"ruleSets": [{"fromOn": "2026-04-01", "document": …}]}`.
 * Or everything that is wrong with them, each fault naming its setting.
 */
export function readRulesFile(bytes: Uint8Array): { readonly ok: true; readonly ruleSets: readonly DatedRules[] } | FileRefusal {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const json = parseJson(decoded.text)
  if (!json.ok) return json
  const dated = versions.safeParse(json.value)
  const given = dated.success ? dated.data.ruleSets : [{ fromOn: DAWN.toString(), document: json.value }]
  const refusals: Refusal[] = []
  const ruleSets = given.flatMap(({ fromOn, document }, at) => {
    const read = readDocument(document)
    if (read.ok) return [{ fromOn: Temporal.PlainDate.from(fromOn), document: read.document }]
    refusals.push(...read.faults.map((fault) => ({ row: 0, column: dated.success ? `ruleSets.${String(at)}` : null, value: null, reason: fault.replace(/\.$/, ''), fix: 'docs/files/pricing.md lists the settings and what each may be' })))
    return []
  })
  const days = ruleSets.map((each) => each.fromOn.toString())
  if (new Set(days).size < days.length) refusals.push({ row: 0, column: 'fromOn', value: null, reason: 'Two rule sets begin on the same date', fix: 'Give each its own date' })
  return refusals.length > 0 ? { ok: false, refusals, notes: [] } : { ok: true, ruleSets }
}
