// A thread of `bench/england.ts`: makes or prices the blocks that nobody has taken yet.
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { columnsIn, VISIT_BYTES } from '../src/payment/files/visit-columns-file.ts'
import { columnPricer, noSums } from '../src/payment/rules/what-if/price-columns.ts'
import { faultOfColumns } from '../src/payment/rules/what-if/visit-columns.ts'
import { ruleSetDocument } from '../src/payment/terms/rule-set.ts'
import { englandPart, englandWords } from './england-facts.ts'
import { fillVisits, seeded } from './made-visits.ts'

const task = z.object({ kind: z.enum(['make', 'price']), path: z.string(), from: z.int(), visits: z.int(), blockVisits: z.int(), rules: ruleSetDocument, next: z.instanceof(SharedArrayBuffer) }).parse(workerData)

const next = new Int32Array(task.next)
const words = englandWords()
const file = openSync(task.path, task.kind === 'make' ? 'r+' : 'r')
const bytes = new Uint8Array(task.blockVisits * VISIT_BYTES)
const { add, signatures } = columnPricer(task.rules, words)
const sums = noSums(words)
for (let block = Atomics.add(next, 0, 1); block * task.blockVisits < task.visits; block = Atomics.add(next, 0, 1)) {
  const length = Math.min(task.blockVisits, task.visits - block * task.blockVisits)
  const own = bytes.subarray(0, length * VISIT_BYTES)
  const at = task.from + block * task.blockVisits * VISIT_BYTES
  const columns = columnsIn(own, length)
  if (task.kind === 'make') {
    fillVisits(columns, englandPart(block), seeded(block))
    writeSync(file, own, 0, own.length, at)
  } else {
    if (readSync(file, own, 0, own.length, at) !== own.length) throw new Error(`The file ends within block ${String(block)}`)
    const fault = faultOfColumns(columns, words)
    if (fault !== undefined) throw new Error(fault)
    add(columns, sums)
  }
}
closeSync(file)
parentPort?.postMessage({ sums, signatures: signatures() })
