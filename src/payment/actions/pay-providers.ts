import type { Work } from '../../platform/action/work.ts'
import type { Missing } from '../rules/missing-words.ts'
import type { PayRun } from '../terms.ts'
import type { NewPayLine } from '../terms/statement.ts'
import { linesOfProvider, readProvider, writeStatements, type PaidProvider, type ProviderToPay, type ReadProvider } from './pay-provider.ts'

/** What became of a run's providers. Where anything is missing, the run is to be refused: nothing of `paid` may stand. */
export interface PaidProviders {
  readonly paid: readonly PaidProvider[]
  readonly missing: readonly Missing[]
  /** Providers whose visits cannot be priced. */
  readonly held: readonly string[]
}

/** Placements whose visits are read, priced and written together: about 8,000 lines of four weeks. */
const PLACEMENTS_AT_ONCE = 100

/**
 * Pays providers a few at a time, in the order given, on the run's one transaction: while the lines of some are written, the next are read and priced, so that the
 * server and this process seldom wait for each other. Only readings go between the statements of a writing; no two writings meet.
 * Once anything is missing the rest is priced, to list all that is missing, and no more is written. When it answers or throws, nothing is under way.
 */
export async function payProviders(work: Work, run: PayRun, providers: readonly ProviderToPay[], onProgress?: (done: number, total: number) => void): Promise<PaidProviders> {
  const groups = grouped(providers)
  const paid: PaidProvider[] = []
  const missing: Missing[] = []
  const held: string[] = []
  let done = 0
  let reading = readAll(work, groups[0])
  let writing: Promise<void> = Promise.resolve()
  try {
    for (const [at, group] of groups.entries()) {
      const read = await reading
      reading = readAll(work, groups[at + 1])
      const priced: { readonly of: ProviderToPay; readonly lines: readonly NewPayLine[] }[] = []
      for (const [place, of] of group.entries()) {
        const facts = read[place]
        if (facts === undefined) continue
        const answer = await linesOfProvider(of, facts)
        missing.push(...answer.missing)
        if (answer.missing.length > 0) held.push(of.providerId)
        priced.push({ of, lines: answer.lines })
        onProgress?.((done += 1), providers.length)
      }
      await writing
      if (missing.length > 0) continue
      writing = writeStatements(work, run, priced).then((made) => void paid.push(...made))
      // What fails is met at the next await; until then it must not count as unhandled.
      writing.catch(() => undefined)
    }
    await writing
  } catch (fault) {
    const [written] = await Promise.allSettled([writing, reading])
    // A writing that failed ends the transaction, and with it the readings beside it: it is the one to tell of.
    throw written.status === 'rejected' ? written.reason : fault
  }
  return { paid, missing, held }
}

/** Reads some providers at once. It settles when all of them have: nothing may be under way when the transaction ends. */
function readAll(work: Work, group: readonly ProviderToPay[] = []): Promise<ReadProvider[]> {
  const reading = Promise.allSettled(group.map((of) => readProvider(work, of))).then((answers) =>
    answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason
      return answer.value
    }),
  )
  reading.catch(() => undefined)
  return reading
}

function grouped(providers: readonly ProviderToPay[]): ProviderToPay[][] {
  const groups: ProviderToPay[][] = []
  let placements = Number.POSITIVE_INFINITY
  for (const each of providers) {
    if (placements + each.placed.length > PLACEMENTS_AT_ONCE) {
      groups.push([])
      placements = 0
    }
    groups.at(-1)?.push(each)
    placements += each.placed.length
  }
  return groups
}
