import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { seededRandom } from '../../dev/demo/random.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { Caseload } from '../../src/visits/testing/a-caseload.ts'
import { anExport, anImport, aPayRun, type Operation, type OperationRequest } from './kill-operations.ts'
import { spanOf } from './form.ts'
import { holdPoint, type NamedPoint } from './named-point.ts'
import { connectionName, startProgram, type Program } from './program.ts'

/** What a campaign against whole programs works on. */
export interface Ground {
  readonly house: House
  readonly url: string
  readonly cacheFolder: string
  readonly importer: Caseload
  /** Secrets of API tokens, by whose they are. */
  readonly secrets: Readonly<Record<OperationRequest['by'], string>>
  /** Kills the database server and starts it again. */
  readonly killDatabase: () => Promise<void>
}

/** What it found. */
export interface ProcessCount {
  readonly kills: number
  readonly byOperation: Readonly<Record<string, number>>
  readonly byPlace: Readonly<Record<string, number>>
  /** Kills after which all of it was there, though nobody had been answered. */
  readonly doneUnseen: number
  readonly faults: readonly string[]
}

interface Kill {
  readonly operation: Operation['name']
  readonly victim: 'web' | 'database'
  /** Null: at a random moment. */
  readonly point: NamedPoint | null
}

const table = (name: string): NamedPoint => ({ at: 'table', table: name })
const MOST_MS = 120
const PATIENCE_MS = 180_000

/** One after the other, over and over: every operation at each of its named points and at random moments, and the database beside. */
const KILLS: readonly Kill[] = [
  { operation: 'import', victim: 'web', point: table('visits.visit_record') },
  { operation: 'pay-run', victim: 'web', point: table('payment.pay_line') },
  { operation: 'export', victim: 'web', point: { at: 'before-commit' } },
  { operation: 'import', victim: 'web', point: { at: 'committed' } },
  { operation: 'pay-run', victim: 'database', point: { at: 'before-commit' } },
  { operation: 'import', victim: 'web', point: null },
  { operation: 'export', victim: 'web', point: table('payment.payment_due') },
  { operation: 'export', victim: 'database', point: null },
  { operation: 'pay-run', victim: 'web', point: { at: 'committed' } },
  { operation: 'import', victim: 'database', point: table('visits.visit_record') },
  { operation: 'import', victim: 'web', point: { at: 'before-commit' } },
  { operation: 'pay-run', victim: 'web', point: null },
  { operation: 'export', victim: 'web', point: { at: 'committed' } },
  { operation: 'export', victim: 'web', point: null },
]

/**
 * Starts the web program, asks it over HTTP, and kills it or the database with -9 in the middle; after each kill looks, asks again under the same
 * key, which must never do it twice, and under a new one, and looks.
 */
export async function processCampaign(ground: Ground, campaign: { readonly kills: number; readonly seed: number; readonly only?: readonly Operation['name'][]; readonly preload?: string }): Promise<ProcessCount> {
  const random = seededRandom(campaign.seed)
  const count = { kills: 0, byOperation: new Map<string, number>(), byPlace: new Map<string, number>(), doneUnseen: 0, faults: new Array<string>() }
  const start = (): Promise<Program> => startProgram('web', ground.url, ground.cacheFolder, campaign.preload)
  const kills = KILLS.filter((each) => campaign.only === undefined || (campaign.only.includes(each.operation) && each.victim === 'web'))
  let program = await start()
  const span = spanOf('processes')
  const soFar = (): ProcessCount => ({ ...count, byOperation: Object.fromEntries(count.byOperation), byPlace: Object.fromEntries(count.byPlace) })
  for (let nr = 0; nr < campaign.kills && !span.isOver(); nr += 1) {
    span.tell(soFar)
    const kill = kills[nr % kills.length]
    if (kill === undefined) throw new Error('there is nothing to kill')
    const operation = await made(ground, kill.operation, campaign.seed + nr)
    const place = `${kill.victim} ${kill.point === null ? 'at random' : kill.point.at === 'table' ? `at ${kill.point.table}` : kill.point.at}`
    const key = randomUUID()
    const held = kill.point === null ? undefined : await holdPoint(ground.url, kill.point)
    const asked = ask(ground, program, operation.request, key)
    await (held === undefined ? pause(random.whole(0, MOST_MS)) : held.reached(connectionName('web')))
    if (kill.victim === 'web') await program.kill()
    else await ground.killDatabase()
    await held?.release()
    const answered = await asked
    if (kill.victim === 'web') program = await start()
    await untilQuiet(ground.house)
    count.kills += 1
    count.byOperation.set(kill.operation, (count.byOperation.get(kill.operation) ?? 0) + 1)
    count.byPlace.set(place, (count.byPlace.get(place) ?? 0) + 1)
    try {
      await operation.check(ground.house)
      if (answered < 200 && (await operation.checkDone(ground.house).then(() => true, () => false))) count.doneUnseen += 1
      const again = await ask(ground, program, operation.request, key)
      if (again >= 300 && again !== 409) throw new Error(`asked again under the same key it answers ${String(again)}`)
      await operation.check(ground.house)
      await ask(ground, program, operation.request, randomUUID())
      await operation.checkDone(ground.house)
    } catch (wrong) {
      count.faults.push(`kill ${String(nr)}: ${operation.name}, ${place}: ${wrong instanceof Error ? wrong.message : String(wrong)}`)
    }
  }
  await program.kill()
  return soFar()
}

async function made({ house, importer }: Ground, name: Operation['name'], nr: number): Promise<Operation> {
  if (name === 'import') return anImport(importer, nr)
  return name === 'pay-run' ? aPayRun(house) : anExport(house)
}

/** The status of the answer; 0 when there was none. */
async function ask({ secrets }: Ground, program: Program, request: OperationRequest, key: string): Promise<number> {
  try {
    const answer = await fetch(program.url + request.path, { method: 'POST', body: request.body, headers: { authorization: `Bearer ${secrets[request.by]}`, 'content-type': request.type, 'idempotency-key': key } })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

/** Waits until nothing of the killed program is at work on the server any more. */
async function untilQuiet(house: House): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    try {
      const { rows } = await sql<{ others: number }>`select count(*) as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle'`.execute(house.db)
      if (rows[0]?.others === 0) return
    } catch {
      // a connection of before the database was killed
    }
    await pause(10)
  }
  throw new Error('the database did not come to rest')
}
