import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { ruleSetOn } from './rule-set-on.ts'

interface WorkedCase { readonly rule: string; readonly clause: string; readonly versions: readonly string[]; readonly on: string; readonly answer: number | null }

const { cases } = parse(readFileSync(new URL('rule-set-on.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }

describe('which rules apply to a visit', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const versions = worked.versions.map((from, at) => ({ version: at + 1, fromOn: Temporal.PlainDate.from(from) }))
      assert.equal(ruleSetOn(versions, Temporal.PlainDate.from(worked.on))?.version ?? null, worked.answer)
    })
  }
})
