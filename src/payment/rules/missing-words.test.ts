import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { missingWords } from './missing-words.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly gaps: readonly (readonly [zone: string, line: string, tier: string, on: string, words: string, visits: number])[]
  readonly says?: readonly string[]
  readonly count?: number
  readonly last?: string
}

const { cases } = parse(readFileSync(new URL('missing-words.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const same = (text: string): string => text

describe('what stands in the way of a run, in words', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const missing = worked.gaps.flatMap(([zoneId, serviceLine, tier, visitOn, words, visits]) => Array.from({ length: visits }, () => ({ zoneId, serviceLine, tier, visitOn, words })))
      const said = missingWords(missing, { zone: same, serviceLine: same, tier: same })
      if (worked.says !== undefined) assert.deepEqual(said, worked.says)
      if (worked.count !== undefined) assert.equal(said.length, worked.count)
      if (worked.last !== undefined) assert.equal(said.at(-1), worked.last)
    })
  }
})
