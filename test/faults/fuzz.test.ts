import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { seededRandom } from '../../dev/demo/random.ts'
import { IS_LONG, seedOr } from './form.ts'
import { changedByChance } from './fuzz-bytes.ts'
import { CARELESS, IMPORTERS_TRIED, type TriedImporter } from './importers.ts'

const FILES = IS_LONG ? 20_000 : 2000
const SEED = seedOr(20261122)
/** A file here has at most 200 kB: nothing of it may make the program grow by more than this. */
const MOST_MB = 256
const SLOWEST_MILLISECONDS = 5000

interface Found {
  readonly files: number
  /** Files of which at least one row was kept: a change that leaves nothing to read tries little. */
  readonly understood: number
  readonly grewMb: number
  readonly faults: readonly string[]
}

async function fuzz(importer: TriedImporter, files: number, seed: number): Promise<Found> {
  const random = seededRandom(seed)
  const faults: string[] = []
  let understood = 0
  const before = process.memoryUsage.rss()
  let most = before
  for (let nr = 0; nr < files; nr += 1) {
    const bytes = nr < importer.seeds.length ? (importer.seeds[nr] ?? Buffer.alloc(0)) : changedByChance(random, random.pick(importer.seeds), importer.seeds)
    const fault = await faultIn(importer, bytes, (kept) => { if (kept > 0) understood += 1 })
    if (fault !== undefined) faults.push(`file ${String(nr)} of seed ${String(seed)}: ${fault}`)
    if (nr % 50 === 0) most = Math.max(most, process.memoryUsage.rss())
  }
  return { files, understood, grewMb: Math.round((most - before) / 1e6), faults }
}

async function faultIn(importer: TriedImporter, bytes: Buffer, onKept: (kept: number) => void): Promise<string | undefined> {
  const since = performance.now()
  try {
    const fates = await importer.read(bytes)
    onKept(fates.kept)
    if (fates.kept + fates.refused !== fates.read) return `${String(fates.read)} rows were read, ${String(fates.kept)} kept and ${String(fates.refused)} refused`
    if (fates.refused > 0 && fates.refusals.length === 0) return 'rows were refused without a reason'
    if (fates.refusals.some(({ reason, fix }) => reason === '' || fix === '')) return 'a refusal lacks its reason or its fix'
    const took = performance.now() - since
    return took > SLOWEST_MILLISECONDS ? `took ${String(Math.round(took))} ms for ${String(bytes.length)} bytes` : undefined
  } catch (error) {
    return `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`
  }
}

describe('whatever is in a file, nothing throws, no row is dropped silently, and memory stays bounded', () => {
  for (const [at, importer] of IMPORTERS_TRIED.entries()) {
    test(importer.name, async (t) => {
      const found = await fuzz(importer, FILES, SEED + at)
      t.diagnostic(JSON.stringify({ ...found, faults: found.faults.length, seed: SEED + at }))
      assert.deepEqual(found.faults.slice(0, 5), [])
      assert.ok(found.grewMb <= MOST_MB, `grew by ${String(found.grewMb)} MB`)
      assert.ok(found.understood > FILES / 100, `only ${String(found.understood)} of ${String(FILES)} files had a row that was kept`)
    })
  }

  test('negative control: a careless reader is found out, for what it drops and for what it throws', async () => {
    const { faults } = await fuzz(CARELESS, 400, SEED)
    assert.ok(faults.some((fault) => /threw TypeError/.test(fault)))
    assert.ok(faults.some((fault) => /rows were read/.test(fault)))
  })

  test('the same seed makes the same files', () => {
    const made = (): string => {
      const random = seededRandom(SEED)
      const hash = createHash('sha256')
      for (let nr = 0; nr < 50; nr += 1) hash.update(changedByChance(random, random.pick(CARELESS.seeds), CARELESS.seeds))
      return hash.digest('hex')
    }
    assert.equal(made(), made())
  })
})
