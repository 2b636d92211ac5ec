import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeLabels, type MapLabel } from './map-labels.ts'

const label = (words: string, x: number, y: number, moves = 0): MapLabel => ({ words, x, y, size: 12, anchor: 'middle', moves })

test('A label that would stand on another is moved, and left out where it may not move', () => {
  const [first, moved, left] = placeLabels([label('North', 100, 50), label('South', 100, 50, 1), label('East', 100, 50)], 200, 100)
  assert.deepEqual(first, { x: 100, y: 50 })
  assert.ok(moved !== undefined && Math.abs(moved.y - 50) > 12)
  assert.equal(left, undefined)
})

test('A label at the edge is drawn back into the picture', () => {
  const [at] = placeLabels([label('Northampton', 199, 50)], 200, 100)
  assert.ok(at !== undefined && at.x < 170)
})
