import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { bytesInMemory } from '../../platform/files/file-bytes.ts'
import { holdFile, readHeldFile, useHeldFile } from '../../platform/files/held-file.ts'
import { aCaseload } from '../testing/a-caseload.ts'
import { aVisitFile } from '../testing/a-visit-file.ts'
import { askImport, seeAskedImport, seeOwnAskedImports } from './ask-import.ts'
import { importVisits } from './import-visits.ts'
import { planWeek } from './plan-week.ts'
import { workAskedImport } from './work-asked-import.ts'

const house = await openTestHouse({ now: '2026-03-10T12:00:00Z' })
const [of, other] = [await aCaseload(house, { people: 10 }), await aCaseload(house, { name: 'Other Care' })]
await planWeek(house, systemActor('test'), { weekOn: Temporal.PlainDate.from('2026-03-02') })
const colleague: Actor = { ...of.coordinator, userId: crypto.randomUUID() }
const file = (sequence: number): Buffer => aVisitFile(of.people.map(({ personReference }, at) => ({ visit_reference: `V${String(at)}`, sequence, person_reference: personReference, visit_date: '2026-03-02', check_in: '08:00', check_out: at === 0 ? 'late' : '08:30' })))
const recordCount = async (): Promise<number> => (await house.db.selectFrom('visits.visit_record').select('id').execute()).length

test('a held file of several pieces comes back byte for byte, to its sender alone', async () => {
  const bytes = Buffer.from(Array.from({ length: 2_500_000 }, (_, at) => at % 251))
  for (const sent of [bytes, bytesInMemory(bytes)]) {
    const held = await holdFile(house, of.coordinator, { name: 'large.bin', bytes: sent })
    assert.deepEqual((await readHeldFile(house, of.coordinator, held)).bytes, bytes)
    assert.deepEqual(await useHeldFile(house, of.coordinator, held, ({ name, bytes: file }) => Promise.resolve([name, file.size, file.read(1_048_570, 1_048_580)])), ['large.bin', bytes.length, bytes.subarray(1_048_570, 1_048_580)])
    for (const stranger of [colleague, other.coordinator]) await assert.rejects(readHeldFile(house, stranger, held), Refused)
  }
})

test('a large file is looked through and then kept by the job, once however often it runs', async () => {
  const heldFileId = await holdFile(house, of.coordinator, { name: 'march.csv', bytes: file(1) })
  const asked = await askImport(house, of.coordinator, { heldFileId, name: 'march.csv', isPreview: true })
  assert.deepEqual((await seeOwnAskedImports(house, of.coordinator)).map(({ id, endedAt }) => [id, endedAt]), [[asked, null]])
  await workAskedImport(house, asked)
  const { outcome, rowsDone, rowsTotal } = await seeAskedImport(house, of.coordinator, asked)
  assert.deepEqual([outcome?.summary.read, outcome?.summary.new, outcome?.summary.refused, outcome?.visitFileId, rowsDone, rowsTotal], [10, 9, 1, null, 10, 10])
  assert.match(outcome?.refusedRows ?? '', /V0.*late.*It is not a clock time/)
  assert.equal(await recordCount(), 0)

  const keep = await askImport(house, of.coordinator, { heldFileId, name: 'march.csv', isPreview: false })
  await workAskedImport(house, keep)
  await workAskedImport(house, keep)
  const kept = await seeAskedImport(house, of.coordinator, keep)
  assert.deepEqual([kept.outcome?.summary.new, await recordCount()], [9, 9])
  assert.notEqual(kept.outcome?.visitFileId ?? null, null)
  assert.deepEqual(await seeOwnAskedImports(house, of.coordinator), [], 'nothing is left to decide')
  await assert.rejects(readHeldFile(house, of.coordinator, heldFileId), Refused, 'the held file is gone')
})

test('a job that was cut off after the records were kept finds them, and says which file they are in', async () => {
  const bytes = file(2)
  const heldFileId = await holdFile(house, of.coordinator, { name: 'again.csv', bytes })
  const [keep, again] = [await askImport(house, of.coordinator, { heldFileId, name: 'again.csv', isPreview: false }), await askImport(house, of.coordinator, { heldFileId, name: 'again.csv', isPreview: false })]
  const { visitFileId } = await importVisits(house, of.coordinator, { providerId: of.providerId, name: 'again.csv', bytes, preview: false })
  await workAskedImport(house, keep)
  assert.equal((await seeAskedImport(house, of.coordinator, keep)).outcome?.visitFileId, visitFileId)
  await workAskedImport(house, again)
  assert.match((await seeAskedImport(house, of.coordinator, again)).refusedWords ?? '', /no longer held: it was imported already/)
})

test('a file that cannot be read is refused with what to do; one of other columns goes to the page that asks what they mean', async () => {
  const come = async (bytes: Buffer) => {
    const asked = await askImport(house, of.coordinator, { heldFileId: await holdFile(house, of.coordinator, { name: 'x', bytes }), name: 'x', isPreview: true })
    await workAskedImport(house, asked)
    return seeAskedImport(house, of.coordinator, asked)
  }
  assert.match((await come(Buffer.from('%PDF-1.7'))).refusedWords ?? '', /PDF.*save it as CSV/s)
  assert.equal((await come(Buffer.from('Call,Client,Day\nA-1,P1,13/02/2026\n'))).outcome?.canBeMapped, true)
})

test('what somebody asked for is told to nobody else, not even a colleague', async () => {
  const asked = await askImport(house, of.coordinator, { heldFileId: await holdFile(house, of.coordinator, { name: 'x', bytes: file(3) }), name: 'x', isPreview: true })
  for (const stranger of [colleague, other.coordinator]) await assert.rejects(seeAskedImport(house, stranger, asked), NotFound)
  await workAskedImport(house, await askImport(house, colleague, { heldFileId: (await seeAskedImport(house, of.coordinator, asked)).heldFileId, name: 'x', isPreview: false }))
  assert.match((await seeOwnAskedImports(house, colleague)).map((each) => each.name).join(), /^$/, 'a colleague cannot keep what another holds')
})
