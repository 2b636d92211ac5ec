import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { cruiseToyTree } from './toy-tree.ts'

/** Title, file, its text, and the rule that must fire; `lawful` means that none may. */
const CASES: readonly (readonly [title: string, path: string, text: string, rule: string])[] = [
  ['a rule may use zod', 'src/payment/rules/a.ts', "import { z } from 'zod'; export const a = z", 'lawful'],
  ['a rule may use another slice’s terms', 'src/payment/rules/b.ts', "import type { Visit } from '../../visits/terms.ts'; export type B = Visit", 'lawful'],
  ['a rule may use one idea of another slice’s terms', 'src/payment/rules/i.ts', "import type { Band } from '../../visits/terms/band.ts'; export type I = Band", 'lawful'],
  ['terms may say what a permission is', 'src/brokerage/terms.ts', "import type { Permission } from '../platform/access/permission.ts'; export type P = Permission", 'lawful'],
  ['a page may read its own store', 'src/payment/pages/b/route.ts', "import { findRun } from '../../store/run.read.ts'; export const b = findRun", 'lawful'],
  ['an action may write its own store', 'src/payment/actions/b.ts', "import { saveRun } from '../store/run.write.ts'; export const b = saveRun", 'lawful'],
  ['a slice may use the public door of one to its left', 'src/payment/actions/c.ts', "import { listVisits } from '../../visits/public.ts'; export const c = listVisits", 'lawful'],
  ['a command may take a wiring', 'src/commands/web.ts', "import { page } from '../payment/wiring.ts'; export const web = page", 'lawful'],
  ['a command may bring in the demonstration', 'src/commands/demo.ts', "import { load } from '../../dev/demo/load.ts'; export const demo = load", 'lawful'],
  ['a test may use builders of its slice', 'src/payment/actions/d.test.ts', "import { aRun } from '../testing/a-run.ts'; export const d = aRun", 'lawful'],

  ['a rule may not use a store', 'src/payment/rules/c.ts', "import { saveRun } from '../store/run.write.ts'; export const c = saveRun", 'rules-are-pure-ours'],
  ['a file of terms may not use a store', 'src/payment/terms/a.ts', "import { saveRun } from '../store/run.write.ts'; export const a = saveRun", 'rules-are-pure-ours'],
  ['a rule may not use even a type of a store', 'src/payment/rules/d.ts', "import type { findRun } from '../store/run.read.ts'; export type D = typeof findRun", 'rules-are-pure-ours'],
  ['a rule may not use another slice’s rules', 'src/payment/rules/e.ts', "import { exceptions } from '../../visits/rules/exceptions.ts'; export const e = exceptions", 'rules-are-pure-ours'],
  ['a rule may not use the configuration', 'src/payment/rules/f.ts', "import { config } from '../../platform/config/config.ts'; export const f = config", 'rules-are-pure-ours'],
  ['a rule may not use a type of Kysely', 'src/payment/rules/g.ts', "import type { Kysely } from 'kysely'; export type G = Kysely<unknown>", 'rules-are-pure-npm'],
  ['a rule may not use Node itself', 'src/payment/rules/h.ts', "import fs from 'node:fs'; export const h = fs", 'rules-are-pure-npm'],
  ['the kernel may not use the platform', 'src/kernel/a.ts', "import type { Db } from '../platform/db/handles.ts'; export type A = Db", 'kernel-is-alone'],
  ['the kernel may not use packages', 'src/kernel/b.ts', "import pino from 'pino'; export const b = pino", 'rules-are-pure-npm'],
  ['the platform may not know a slice', 'src/platform/web/a.ts', "import { price } from '../../payment/rules/price.ts'; export const a = price", 'platform-knows-no-slice'],
  ['present.ts may not read the store', 'src/payment/pages/run/present.ts', "import { findRun } from '../../store/run.read.ts'; export const present = findRun", 'present-is-pure'],
  ['a page may not write the store', 'src/payment/pages/run/a.ts', "import { saveRun } from '../../store/run.write.ts'; export const a = saveRun", 'writes-go-through-actions'],
  ['an API route may not write the store', 'src/payment/api/a.ts', "import { saveRun } from '../store/run.write.ts'; export const a = saveRun", 'writes-go-through-actions'],
  ['a job may not write the store', 'src/payment/jobs/a.ts', "import { saveRun } from '../store/run.write.ts'; export const a = saveRun", 'writes-go-through-actions'],
  ['an action may not know the web server', 'src/payment/actions/e.ts', "import type { FastifyRequest } from 'fastify'; export type E = FastifyRequest", 'actions-know-no-web'],
  ['an action may not use a page', 'src/payment/actions/f.ts', "import { page } from '../pages/run/route.ts'; export const f = page", 'actions-know-no-web'],
  ['a store may not use rules', 'src/payment/store/a.read.ts', "import { price } from '../rules/price.ts'; export const a = price", 'store-only-reads-terms'],
  ['a slice may not reach into another’s store', 'src/payment/actions/g.ts', "import { findVisit } from '../../visits/store/visit.read.ts'; export const g = findVisit", 'slice-door'],
  ['a slice may not use one to its right, even by its door', 'src/visits/actions/a.ts', "import type { PayLine } from '../../payment/terms.ts'; export type A = PayLine", 'dag-visits'],
  ['care knows no other slice', 'src/care/actions/a.ts', "import type { Visit } from '../../visits/terms.ts'; export type A = Visit", 'dag-care'],
  ['reporting reads published views only', 'src/reporting/pages/a.ts', "import type { PayLine } from '../../payment/terms.ts'; export type A = PayLine", 'dag-reporting'],
  ['a page may not use Kysely', 'src/payment/pages/run/b.ts', "import { sql } from 'kysely'; export const b = sql", 'sql-lives-in-store'],
  ['an action may not use the database driver', 'src/payment/actions/h.ts', "import pg from 'pg'; export const h = pg", 'sql-lives-in-store'],
  ['overview never writes', 'src/overview/pages/a.ts', "import { closeRun } from '../../payment/actions/close-run.ts'; export const a = closeRun", 'overview-never-writes'],
  ['a page may not take a wiring', 'src/payment/pages/run/c.ts', "import { page } from '../../wiring.ts'; export const c = page", 'wiring-is-for-commands'],
  ['a wiring may not hold actions', 'src/care/wiring.ts', "import { a } from './actions/b.ts'; export const w = a", 'wiring-gathers'],
  ['nothing imports the command line', 'src/platform/web/b.ts', "import { serve } from '../../commands/serve.ts'; export const b = serve", 'commands-are-the-roots'],
  ['a command may not reach into a store', 'src/commands/pay.ts', "import { saveRun } from '../payment/store/run.write.ts'; export const pay = saveRun", 'commands-write-through-actions'],
  ['shipped code may not use a builder of tests', 'src/payment/actions/i.ts', "import { aRun } from '../testing/a-run.ts'; export const i = aRun", 'tests-stay-out'],
  ['shipped code may not use a development package', 'src/payment/actions/j.ts', "import fc from 'fast-check'; export const j = fc", 'no-dev-packages'],
  ['a page may not bring in the demonstration', 'src/payment/pages/run/d.ts', "import { load } from '../../../../dev/demo/load.ts'; export const d = load", 'demonstration-is-for-commands'],
  ['the demonstration may not write the store', 'dev/demo/seed.ts', "import { saveRun } from '../../src/payment/store/run.write.ts'; export const seed = saveRun", 'demonstration-uses-doors'],
  ['a cycle of types is a cycle', 'src/care/rules/a.ts', "import type { B } from './b.ts'; export type A = B | 1", 'no-circular'],
  ['a path that leads nowhere is an error', 'src/care/rules/c.ts', "import { q } from './nowhere.ts'; export const c = q", 'no-unresolved'],
]

const COMPANIONS = {
  'src/care/rules/b.ts': "import type { A } from './a.ts'; export type B = A | 2",
  'src/care/actions/b.ts': 'export const a = 1',
}

describe('the fence', () => {
  let rulesBroken: (path: string) => string[] = () => []

  before(async () => {
    rulesBroken = await cruiseToyTree({ ...COMPANIONS, ...Object.fromEntries(CASES.map(([, path, text]) => [path, text])) })
  })

  for (const [title, path, , rule] of CASES) {
    test(title, () => {
      const broken = rulesBroken(path)
      if (rule === 'lawful') assert.deepEqual(broken, [])
      else assert.ok(broken.includes(rule), `expected ${rule}, the fence said: ${broken.join(', ') || 'nothing'}`)
    })
  }

  test('no case stands for two files', () => {
    assert.equal(new Set(CASES.map(([, path]) => path)).size, CASES.length)
  })
})
