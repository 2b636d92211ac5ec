import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomInShape } from './room-in-shape.ts'

type Corner = readonly [number, number]

/** The border of a shape from its corners. */
function border(...corners: Corner[]): [Corner, Corner][] {
  return corners.map((corner, place) => [corner, corners[(place + 1) % corners.length] ?? corner])
}

test('a block that fits where it is wanted is put there', () => {
  assert.deepEqual(roomInShape(border([0, 0], [200, 0], [200, 100], [0, 100]), 80, 20, [100, 50]), [100, 40])
})

test('a block that would run over the border is moved inside', () => {
  assert.deepEqual(roomInShape(border([0, 0], [200, 0], [200, 100], [0, 100]), 80, 20, [190, 50]), [160, 40])
})

test('a block goes to the wide part of a shape that is narrow elsewhere', () => {
  const found = roomInShape(border([80, 0], [120, 0], [120, 100], [200, 100], [200, 200], [0, 200], [0, 100], [80, 100]), 100, 20, [100, 50])
  assert.ok(found !== undefined && found[1] >= 100)
})

test('a block stands clear of the points that it is to avoid', () => {
  assert.deepEqual(roomInShape(border([0, 0], [200, 0], [200, 100], [0, 100]), 80, 20, [100, 50], [[90, 50]]), [100, 24])
})

test('there is no room in a shape that is too narrow, and none in no shape', () => {
  assert.equal(roomInShape(border([0, 0], [50, 0], [50, 100], [0, 100]), 80, 20, [25, 50]), undefined)
  assert.equal(roomInShape([], 80, 20, [25, 50]), undefined)
})
