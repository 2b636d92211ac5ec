import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { seededRandom, type Random } from '../../dev/demo/random.ts'
import { priceFiles } from '../../src/payment/files/price-files.ts'
import { lineToMake, type Owed, type PaidLine } from '../../src/payment/rules/adjustment.ts'
import { IS_LONG } from './form.ts'

const EXAMPLES = join(import.meta.dirname, '../../docs/files/examples')
const HEADER = 'visit,provider,placement,visit_date,zone,service_line,planned_start,planned_minutes,planned_workers,outcome,check_in,check_out,worker,second_worker,manual,notice_hours,received_on,order_minutes'
const [rules, rates] = ['pricing-rules.json', 'pricing-rates.csv'].map((name) => readFileSync(join(EXAMPLES, name)))
const MONDAY = Temporal.PlainDate.from('2026-03-02')
const WEEKS = 8
const HISTORIES = IS_LONG ? 5000 : 60
const SEED = 20_261_122

interface Visit {
  readonly day: number
  readonly line: string
}

/** Eight weeks of visits of three packages, with an order that the cap on the week holds against. */
function someVisits(random: Random): Visit[] {
  const visits: Visit[] = []
  for (let day = 0; day < WEEKS * 7; day += 1) {
    for (let pack = 0; pack < 3; pack += 1) {
      if (random.chance(0.2)) continue
      const on = MONDAY.add({ days: day }).toString()
      const minutes = random.whole(5, 70)
      const cells = [`V${String(day)}-${String(pack)}`, 'Fernhill Care', `P${String(pack)}`, on, 'Town', 'core', '07:30', '30', '1', 'delivered', '07:35', clock(455 + minutes), `W${String(pack)}`, '', random.chance(0.1) ? 'yes' : 'no', '', on, '180']
      visits.push({ day, line: cells.join(',') })
    }
  }
  return visits
}

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function pence(visits: readonly Visit[]): number {
  if (visits.length === 0) return 0
  const priced = priceFiles({ rules: rules ?? Buffer.alloc(0), rates: rates ?? Buffer.alloc(0), visits: Buffer.from([HEADER, ...visits.map((visit) => visit.line)].join('\n')) })
  if (!priced.ok) throw new Error(priced.files[0]?.refusals[0]?.reason ?? 'refused')
  return priced.lines.reduce((sum, line) => sum + line.priced.pence, 0)
}

/** What the parts pay when the visits are cut before each of these days. */
function inParts(visits: readonly Visit[], cuts: readonly number[]): number {
  const ends = [...cuts.toSorted((a, b) => a - b), WEEKS * 7]
  return ends.reduce((sum, end, at) => sum + pence(visits.filter(({ day }) => day < end && day >= (ends[at - 1] ?? 0))), 0)
}

describe('money adds up', () => {
  test('however a time is split into periods of whole weeks, the periods pay what the whole does; the order of the visits changes nothing', () => {
    for (let nr = 0; nr < HISTORIES; nr += 1) {
      const random = seededRandom(SEED + nr)
      const visits = someVisits(random)
      const whole = pence(visits)
      const cuts = Array.from({ length: random.whole(1, 5) }, () => random.whole(1, WEEKS - 1) * 7)
      assert.equal(inParts(visits, cuts), whole, `seed ${String(SEED + nr)}`)
      assert.equal(pence(random.shuffled(visits)), whole, `seed ${String(SEED + nr)}`)
    }
  })

  test('negative control: split in the middle of a week, whose cap looks across it, the parts do not', () => {
    const differing = Array.from({ length: 20 }, (_, nr) => seededRandom(SEED + nr)).filter((random) => {
      const visits = someVisits(random)
      return inParts(visits, [10, 31]) !== pence(visits)
    })
    assert.ok(differing.length > 0)
  })

  test('a correction is the reversal of what was paid and the new price, to the penny, whatever came between', () => {
    for (let nr = 0; nr < HISTORIES * 50; nr += 1) {
      const random = seededRandom(SEED + nr)
      const paid: PaidLine[] = []
      for (let changes = random.whole(1, 8); changes > 0; changes -= 1) {
        const owed: Owed = { payableMinutes: random.whole(0, 600), pence: random.whole(0, 20_000) }
        const reversal = paid.reduce((sum, line) => ({ minutes: sum.minutes - line.payableMinutes, pence: sum.pence - line.pence }), { minutes: 0, pence: 0 })
        const line = lineToMake(paid, owed)
        const made = line.kind === 'nothing' ? { payableMinutes: 0, pence: 0 } : line
        assert.deepEqual([made.payableMinutes, made.pence], [reversal.minutes + owed.payableMinutes, reversal.pence + owed.pence])
        if (line.kind !== 'nothing') paid.push({ id: String(paid.length), adjustsLineId: line.kind === 'first' ? null : line.adjustsLineId, payableMinutes: line.payableMinutes, pence: line.pence })
      }
    }
  })
})
