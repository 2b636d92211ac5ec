import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { readGeojson } from './geojson.ts'

const properties = z.object({ code: z.string().min(1), name: z.string() })
const square = { type: 'Polygon', coordinates: [[[0, 52], [1, 52], [1, 53], [0, 53], [0, 52]]] }

function feature(changes: object = {}) {
  return { type: 'Feature', properties: { code: 'Z1', name: 'One' }, geometry: square, ...changes }
}

function read(features: unknown[]) {
  return readGeojson(Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })), properties)
}

function reasonOf(text: string): string {
  const found = readGeojson(Buffer.from(text), properties)
  return found.ok ? '' : (found.refusals[0]?.reason ?? '')
}

test('features come with typed properties and their place in the file', () => {
  const found = read([feature(), feature({ geometry: { type: 'MultiPolygon', coordinates: [square.coordinates] } })])
  assert.ok(found.ok)
  assert.deepEqual(found.features.map(({ row, properties: { code }, geometry }) => [row, code, geometry.type]), [[1, 'Z1', 'Polygon'], [2, 'Z1', 'MultiPolygon']])
})

test('a feature without a property is refused by its place and the property', () => {
  const found = read([feature(), feature({ properties: { name: 'Two' } })])
  assert.ok(found.ok)
  assert.deepEqual(found.counts, { read: 2, refused: 1 })
  assert.deepEqual(found.refusals, [{ row: 2, column: 'code', value: null, reason: 'The feature lacks this', fix: 'Correct "code" and export again' }])
})

test('grid coordinates, open rings and other shapes are refused, once for each feature', () => {
  const grid = { type: 'Polygon', coordinates: [[[456765, 300782], [456766, 300782], [456766, 300783], [456765, 300782]]] }
  const open = { type: 'Polygon', coordinates: [[[0, 52], [1, 52], [1, 53], [0, 53]]] }
  const found = read([feature({ geometry: grid }), feature({ geometry: open }), feature({ geometry: { type: 'LineString', coordinates: [] } }), feature({ geometry: null }), null])
  assert.ok(found.ok)
  assert.deepEqual(found.refusals.filter(({ column }) => column === 'geometry').map(({ row }) => row), [1, 2, 3, 4])
  assert.match(found.refusals[0]?.fix ?? '', /WGS 84/)
  assert.equal(found.counts.refused, 5)
})

test('JSON that breaks is refused with its place', () => {
  assert.match(reasonOf('{"type":"FeatureCollection",\n"features":[,]}'), /goes wrong at line 2, character 13/)
  assert.match(reasonOf('{"type":"FeatureCollection",\n"features":[1,2'), /breaks off at line 2, character/)
  assert.match(reasonOf('{"type":"Featu'), /breaks off at line 1/)
  assert.match(reasonOf('{"a":1}}'), /goes wrong at line 1, character 8/)
  assert.match(reasonOf(`[${'1,'.repeat(500)}x]`), /goes wrong at line 1, character 1002/)
})

test('files of other kinds are refused', () => {
  assert.match(reasonOf('{"type":"Topology"}'), /says it is "Topology"/)
  assert.match(reasonOf('[]'), /not a GeoJSON FeatureCollection/)
  assert.match(reasonOf('{"type":"FeatureCollection","features":[]}'), /no features/)
  assert.match(reasonOf('%PDF-1.7'), /PDF document, not a GeoJSON file/)
})

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.uint8Array(), fc.json().map((json) => Buffer.from(json)), fc.jsonValue().map((value) => Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [value, feature({ geometry: value })] })))), (bytes) => void readGeojson(bytes, properties)))
})
