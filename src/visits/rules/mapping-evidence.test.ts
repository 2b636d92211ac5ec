import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { WORDED } from '../terms/mapping.ts'
import { dateEvidence } from './date-evidence.ts'
import { guessColumns } from './guess-columns.ts'
import { guessWord } from './guess-words.ts'
import { ownMoment } from './own-moment.ts'
import { zoneEvidence } from './zone-evidence.ts'

const column = (...texts: string[]) => dateEvidence(texts.map((text, at) => ({ row: at + 2, text })), '2026-06-10')

test('a day above 12 decides the order for the whole column, and is shown with its row', () => {
  const found = column('03/04/2026', '25/04/2026 07:30', '05/06/2026')
  assert.deepEqual([found.format, found.why, found.dayFirst.rows], ['dd/mm/yyyy', 'decided', [{ row: 3, text: '25/04/2026 07:30' }]])
  assert.equal(column('03/04/2026', '4/25/26').format, 'mm/dd/yyyy')
})
test('a date that one order would put after today decides it: visits to come are in no file', () => assert.equal(column('01/09/2026').format, 'mm/dd/yyyy'))
test('dates that could all be either are asked about', () => assert.deepEqual([column('03/04/2026', '05/05/2026').format, column('03/04/2026').why], [null, 'ambiguous']))
test('rows that contradict each other are asked about', () => assert.equal(column('25/04/2026', '04/25/2026').why, 'contradictory'))
test('dates that name their own order need no question', () => assert.equal(column('2026-04-03', '3 Apr 2026', '').why, 'plain'))

test('starts nearer to the plan as UTC decide for UTC; winter decides nothing; a split vote is asked about', () => {
  const start = (shift: number, planned = 3600) => ({ row: 2, text: '07:00', londonSecond: 0, utcSecond: 3600, plannedSeconds: [planned + shift] })
  assert.deepEqual([zoneEvidence([start(60), start(-120)]).zone, zoneEvidence([start(0, 0)]).zone], ['utc', 'london'])
  assert.deepEqual(zoneEvidence([{ ...start(0), utcSecond: 0 }]).why, 'same')
  assert.deepEqual(zoneEvidence([start(0), start(0, 0)]).why, 'undecided')
  assert.deepEqual(zoneEvidence([{ ...start(0), plannedSeconds: [] }]).why, 'undecided')
})

test('dates and times are read as people and programs write them', () => {
const read = (text: string): unknown[] => Object.values(ownMoment(text, 'dd/mm/yyyy') ?? {}) as unknown[]
  assert.deepEqual(read('2/3/2026 7:05 pm'), ['2026-03-02', '19:05:00', null])
  assert.deepEqual(read('Mon 02 Mar 2026'), ['2026-03-02', null, null])
  assert.deepEqual(read('2026-03-02T07:31:20.123+0100'), ['2026-03-02', '07:31:20', '+01:00'])
  assert.deepEqual(read('12.15am'), [null, '00:15:00', null])
  assert.deepEqual([read('31/02/2026'), read('25:00'), read('soon')], [[], [], []])
  assert.deepEqual(Object.values(ownMoment('02/03/26', 'mm/dd/yyyy') ?? {}), ['2026-02-03', null, null])
})

test('no cell makes the reader throw, and what it reads is a date of the calendar', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}( \d{1,2}:\d{2})?$/)), (text) => {
    const moment = ownMoment(text, 'dd/mm/yyyy')
    if (moment?.date != null) assert.equal(Temporal.PlainDate.from(moment.date).toString(), moment.date)
    dateEvidence([{ row: 1, text }], '2026-06-10')
  }))
})

test('references are proposed however a system heads them', () => {
  for (const [visit, person, worker] of [['Call No', 'Client No', 'Staff'], ['Visit Number', 'Service User ID', 'Employee No.'], ['Booking Ref', 'Customer Code', 'Carer Ref'], ['Appointment ID', 'SS Ref', 'Care Worker']] as const) {
    assert.deepEqual([...guessColumns([worker, person, visit])], [['visit_reference', 2], ['person_reference', 1], ['worker_reference', 0]])
  }
})

test('words of a system are proposed for what they mean, and none that could mean several things', () => {
  const meant = (heading: string, words: readonly string[]): (string | undefined)[] => words.map((word) => guessWord(heading, word))
  assert.deepEqual(meant('outcome', ['Completed', 'NO-REPLY', 'Visit cancelled', 'in hospital', 'Closed', '']), ['delivered', 'no-access', 'cancelled', 'hospital', undefined, undefined])
  assert.deepEqual([...meant('check_in_method', ['NFC', 'Landline', 'web']), ...meant('check_out_method', ['Manual entry'])], ['tag', 'telephone', undefined, 'manual'])
  assert.deepEqual([...meant('travel_mode', ['On foot', 'Bike', 'EV']), ...meant('verification', ['yes'])], ['walk', 'cycle', 'electric-car', undefined])
  for (const [heading, ours] of Object.entries(WORDED)) for (const word of ours) assert.ok([undefined, word].includes(guessWord(heading, word)), `${heading}: ${word}`)
})

test('columns are proposed from their headings, each once', () => {
  assert.deepEqual([...guessColumns(['Visit ID', 'Client Ref', 'Date', 'Scheduled Start', 'Actual Start', 'Actual End', 'Status', 'Carer'])], [
    ['visit_reference', 0], ['person_reference', 1], ['visit_date', 2], ['planned_start', 3], ['worker_reference', 7], ['check_in', 4], ['check_out', 5], ['outcome', 6],
  ])
})

test('short words of a rota are proposed for what they mean, and a bare “Planned” for nothing: it may be a time or a length', () => {
  assert.deepEqual([...guessColumns(['Arrived', 'Left', 'Due'])], [['planned_start', 2], ['check_in', 0], ['check_out', 1]])
  assert.deepEqual([...guessColumns(['Visit Day', 'Due', 'What happened', 'Planned'])], [['visit_date', 0], ['planned_start', 1], ['outcome', 2]])
})
