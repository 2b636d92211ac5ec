import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { mayAdopt } from './may-adopt.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly from: string
  readonly paid: readonly [string, string] | null
  readonly adopted: readonly string[]
  readonly adjusts: string | null
  readonly says?: string
}

const { cases } = parse(readFileSync(new URL('may-adopt.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

describe('from which date rules may be adopted', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const paid = worked.paid === null ? undefined : { fromOn: day(worked.paid[0]), toOn: day(worked.paid[1]) }
      const decision = mayAdopt(day(worked.from), { paid, adoptedFrom: worked.adopted.map((from, at) => ({ version: at + 1, fromOn: day(from) })) })
      assert.equal(decision.reasons[0]?.clause, worked.clause)
      assert.equal(decision.ok ? (decision.value.adjustsPaidFromOn?.toString() ?? null) : null, worked.adjusts)
      if (worked.says !== undefined) assert.ok(decision.reasons.some((reason) => reason.words.includes(worked.says ?? '')), JSON.stringify(decision.reasons))
    })
  }
})
