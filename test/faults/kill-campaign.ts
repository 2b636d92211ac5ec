import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { seededRandom } from '../../dev/demo/random.ts'
import { Refused } from '../../src/platform/action/refused.ts'
import type { House } from '../../src/platform/action/work.ts'
import { spanOf } from './form.ts'
import { cutDuring, type CutKind } from './cut-at-statement.ts'
import { anExport, anImport, anImporter, aPayRun, type Operation } from './kill-operations.ts'

/** What a campaign found. */
export interface KillCount {
  readonly kills: number
  readonly byOperation: Readonly<Record<string, number>>
  readonly byKind: Readonly<Record<string, number>>
  /** Kills after which the whole operation was there, though nobody had been told. */
  readonly doneUnseen: number
  /** What was wrong after a kill, with the place that was killed. */
  readonly faults: readonly string[]
}

interface Campaign {
  readonly kills: number
  readonly seed: number
  /** Every how many kills the server's process is killed instead of the client. */
  readonly backendEvery: number
  readonly withoutTransaction?: boolean
}

/** Kills operations in the middle, one after the other, at statements chosen by `seed`, until there were as many as asked or its time is over; after each kill looks, does the operation again, looks, does it once more and looks. */
export async function killCampaign(house: House, campaign: Campaign): Promise<KillCount> {
  const random = seededRandom(campaign.seed)
  const below = (count: number): number => random.whole(0, count - 1)
  const importer = await anImporter(house)
  const importing = (nr: number): Promise<Operation> => Promise.resolve(anImport(importer, nr))
  const [paying, exporting] = [() => aPayRun(house), () => anExport(house)]
  // What is made ready for an export costs most, for an import least.
  const makers = [importing, paying, importing, exporting, importing]
  const lengths = new Map<string, number>()
  for (const [at, make] of [importing, paying, exporting].entries()) {
    const operation = await make(1_000_000 + at)
    const { statements, fault } = await cutDuring({ cut: null, withoutTransaction: false }, () => operation.run(house))
    if (fault !== undefined) throw new Error('the operation fails without any kill', { cause: fault })
    await operation.checkDone(house)
    lengths.set(operation.name, statements)
  }
  const count = { kills: 0, byOperation: new Map<string, number>(), byKind: new Map<string, number>(), doneUnseen: 0, faults: new Array<string>() }
  const span = spanOf('kills')
  const soFar = (): KillCount => ({ ...count, byOperation: Object.fromEntries(count.byOperation), byKind: Object.fromEntries(count.byKind) })
  for (let nr = 1; count.kills < campaign.kills && !span.isOver(); nr += 1) {
    span.tell(soFar)
    const operation = await (makers[nr % makers.length] ?? makers[0])?.(nr)
    if (operation === undefined) throw new Error('there is no operation')
    const kind: CutKind = nr % campaign.backendEvery === 0 ? 'backend' : 'client'
    const length = lengths.get(operation.name) ?? 1
    // Every fourth at the commit, sent and unsent: the point where most can go wrong.
    const cut = { kind, atStatement: below(4) === 0 ? length : 1 + below(length), isSent: below(2) === 0, afterMilliseconds: below(4) }
    const { fault, wasKilled } = await cutDuring({ cut, withoutTransaction: campaign.withoutTransaction ?? false }, () => operation.run(house))
    if (fault instanceof Refused) throw fault
    if (!wasKilled) continue
    add(count.byOperation, operation.name)
    add(count.byKind, kind)
    count.kills += 1
    await answersAgain(house)
    const place = `kill ${String(nr)}: ${operation.name}, ${kind}, ${cut.isSent ? 'after' : 'before'} statement ${String(cut.atStatement)} of ${String(length)}`
    try {
      await operation.check(house)
      if (fault !== undefined && (await operation.checkDone(house).then(() => true, () => false))) count.doneUnseen += 1
      for (let again = 0; again < (nr % 4 === 0 ? 2 : 1); again += 1) {
        await operation.run(house)
        await operation.checkDone(house)
      }
    } catch (wrong) {
      count.faults.push(`${place}: ${wrong instanceof Error ? wrong.message : String(wrong)}`)
    }
  }
  return soFar()
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Waits until the database answers, and no backend of the cut is at work any more. */
async function answersAgain(house: House): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    try {
      const { rows } = await sql<{ others: number }>`select count(*) as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(house.db)
      if (rows[0]?.others === 0) return
    } catch {
      // still in recovery, or a connection of before
    }
    await pause(10)
  }
  throw new Error('the database did not answer again')
}
