import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { Refused } from '../action/refused.ts'
import { dateOf, fieldErrorsOf, listOf, readForm, textOf } from './form.ts'

const dated = (day: string, month: string, year: string) => dateOf({ 'start-day': day, 'start-month': month, 'start-year': year }, 'start')

test('A field sent twice is read as a list, or by its first value', () => {
  const body = { zone: [' north ', 'south'] }
  assert.deepEqual(listOf(body, 'zone'), ['north', 'south'])
  assert.equal(textOf(body, 'zone'), 'north')
})

test('A field that was not sent is empty', () => {
  assert.equal(textOf({}, 'zone'), '')
  assert.deepEqual(listOf({}, 'zone'), [])
})

test('A date is three numbers that name a day', () => {
  assert.equal(dated('3', '3', '2026')?.toString(), '2026-03-03')
  assert.equal(dated('29', '2', '2028')?.toString(), '2028-02-29')
})

test('No date and a wrong date are told apart', () => {
  assert.equal(dated('', '', ''), undefined)
  for (const [day, month, year] of [['30', '2', '2026'], ['1', '13', '2026'], ['1', '', '2026'], ['1', '1', '26'], ['x', '1', '2026']] as const) {
    assert.equal(dated(day, month, year), null, `${day} ${month} ${year}`)
  }
})

test('Each field that is wrong gives one error in the form’s own words', () => {
  const schema = z.object({ name: z.string().min(3, 'Enter a longer name').regex(/^a/, 'Start with a'), days: z.coerce.number('Enter days').min(1, 'At least 1 day') })
  const result = readForm(schema, { name: 'x', days: '0' })
  assert.equal(result.ok, false)
  assert.deepEqual(result.errors, [
    { field: 'name', href: '#name', text: 'Enter a longer name' },
    { field: 'days', href: '#days', text: 'At least 1 day' },
  ])
})

test('A refusal by an action becomes an error at its field; any other fault goes on', () => {
  assert.deepEqual(fieldErrorsOf(new Refused('taken', 'Choose another name', 'name'), 'form'), [{ field: 'name', href: '#name', text: 'Choose another name' }])
  assert.equal(fieldErrorsOf(new Refused('late', 'Too late'), 'form')[0]?.field, 'form')
  assert.throws(() => fieldErrorsOf(new Error('boom'), 'form'), /boom/)
})
