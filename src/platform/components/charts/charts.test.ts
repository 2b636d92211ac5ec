import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { load as read, type CheerioAPI } from 'cheerio'
import fc from 'fast-check'
import { barChart } from './bar-chart.ts'
import { columnChart } from './column-chart.ts'
import { spreadLabels } from './label-spread.ts'
import { lineChart } from './line-chart.ts'
import { labelWidth } from './svg.ts'

const sentence = 'Most hours wait in Daventry & "North" <1>'
const amounts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 12 })
const widthsOf = (svg: string): number[] => load(svg)('rect.tw-bar').map((_, bar) => Number(load(svg)(bar).attr('width'))).get()

/** How high the figures of the axis stand: as the first of them, which is nought. */
function axisOf($: CheerioAPI): number {
  return Number($('text').filter((_, each) => $(each).text() === '0').attr('y'))
}

/** The first drawing, for a desktop. */
function load(markup: string): CheerioAPI {
  return read(markup.slice(0, markup.indexOf('</svg>') + '</svg>'.length))
}

describe('every chart', () => {
  const charts = {
    bars: barChart({ sentence, bars: [{ label: 'a < b', value: 3, text: '3' }], axisLabel: 'Hours' }),
    columns: columnChart({ sentence, kind: 'stacked', columns: ['1 May'], series: [{ name: 'Council', values: [3] }], axisLabel: 'People' }),
    lines: lineChart({ sentence, points: ['1 May', '8 May'], series: [{ name: 'Longest', values: [3, null] }], axisLabel: 'Days' }),
  }
  for (const [name, svg] of Object.entries(charts)) {
    test(`is one image named by its sentence, with labels that cannot become markup (${name})`, () => {
      const $ = load(svg)
      assert.equal($('svg').attr('role'), 'img')
      assert.equal($('svg').attr('aria-label'), sentence)
      assert.equal($('svg > title').text(), sentence)
      assert.equal($('[style], style, script').length, 0)
    })

    test(`is drawn again for a phone, named by the same sentence (${name})`, () => {
      const drawings = read(svg)('svg')
      assert.deepEqual(drawings.map((_, each) => read(each)('svg').attr('width') ?? '').get(), ['640', '350'])
      assert.equal(drawings.last().attr('aria-label'), sentence)
    })
  }
})

describe('bars', () => {
  test('start at zero and are as long as their values', () => {
    fc.assert(fc.property(amounts, (values) => {
      const bars = values.map((value, place) => ({ label: String(place), value, text: String(value) }))
      const $ = load(barChart({ sentence, bars, axisLabel: 'Hours' }))
      const starts = new Set($('rect.tw-bar').map((_, bar) => $(bar).attr('x')).get())
      assert.equal(starts.size, 1)
      const widths = $('rect.tw-bar').map((_, bar) => Number($(bar).attr('width'))).get()
      const most = values.indexOf(Math.max(...values))
      for (const [place, value] of values.entries()) {
        const expected = ((widths[most] ?? 0) * value) / Math.max(1, values[most] ?? 0)
        assert.ok(Math.abs((widths[place] ?? 0) - expected) <= 0.2, `${String(widths[place])} for ${String(value)}`)
      }
    }))
  })

  test('have figures on their axis that stand clear of each other, however large and however long the names are', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), fc.integer({ min: 1, max: 40 }), (value, length) => {
      const both = barChart({ sentence, bars: [{ label: 'x'.repeat(length), value, text: String(value) }], axisLabel: 'Pounds' })
      for (const drawing of both.split('</svg>').slice(0, 2)) {
        const $ = read(`${drawing}</svg>`)
        const figures = $(`text[y="${String(axisOf($))}"]`).map((_, each) => ({ at: Number($(each).attr('x')), words: $(each).text(), anchor: $(each).attr('text-anchor') })).get()
        for (const [place, { at, words, anchor }] of figures.slice(1).entries()) {
          const before = figures[place]
          assert.ok(before !== undefined && at - before.at >= (before.anchor === 'start' ? labelWidth(before.words, 12) : labelWidth(before.words, 12) / 2) + (anchor === 'start' ? 0 : labelWidth(words, 12) / 2), `${before?.words ?? ''} runs into ${words}`)
        }
      }
    }))
  })

  test('have their names above them where a name is too long to stand beside its bar: no name is cut off', () => {
    const long = 'Island South and West, Isle of Wight: prime providers'
    const $ = load(barChart({ sentence, bars: [{ label: long, value: 1, text: '1' }], axisLabel: 'Hours' }))
    const name = $('text').filter((_, text) => $(text).text() === long)
    assert.equal(name.attr('text-anchor') ?? 'start', 'start')
    assert.ok(Number(name.attr('x')) >= 0)
  })

  test('show their target behind them', () => {
    const svg = barChart({ sentence, bars: [{ label: 'Lead', value: 20, text: '20%', target: { low: 70, high: 80 } }], axisLabel: '%', most: 100 })
    const $ = load(svg)
    assert.ok(Number($('rect.tw-target').attr('x')) > Number($('rect.tw-bar').attr('x')) + (widthsOf(svg)[0] ?? 0))
  })
})

describe('stacked columns', () => {
  test('stand on zero, one part on the other, with the whole written above', () => {
    const $ = load(columnChart({ sentence, kind: 'stacked', columns: ['a'], series: [{ name: 'Council', values: [17] }, { name: 'NHS', values: [2] }], axisLabel: 'People' }))
    const [first, second] = $('rect.tw-bar').map((_, bar) => ({ top: Number($(bar).attr('y')), height: Number($(bar).attr('height')) })).get()
    assert.ok(first && second && Math.abs(second.top + second.height - first.top) < 0.2)
    assert.ok(Math.abs(first.height / second.height - 17 / 2) < 0.1)
    assert.ok($('text').map((_, text) => $(text).text()).get().includes('19'))
  })

  test('the wholes are left out where they would run into each other, but never the last', () => {
    const weeks = Array.from({ length: 8 }, (_, week) => String(week))
    const both = read(columnChart({ sentence, kind: 'stacked', columns: weeks, series: [{ name: 'Lost on visits', values: weeks.map((_, week) => 960 + week) }], axisLabel: 'Hours' }))
    const wholes = (drawing: string): string[] => both(`${drawing} text`).map((_, each) => both(each).text()).get().filter((words) => /^96\d$/.test(words))
    assert.deepEqual(wholes('.tw-chart__wide'), ['960', '961', '962', '963', '964', '965', '966', '967'])
    assert.deepEqual(wholes('.tw-chart__narrow'), ['961', '963', '965', '967'])
  })

  test('grouped columns all stand on zero', () => {
    const $ = load(columnChart({ sentence, kind: 'grouped', columns: ['a'], series: [{ name: 'x', values: [4] }, { name: 'y', values: [1] }], axisLabel: 'People' }))
    const feet = $('rect.tw-bar').map((_, bar) => Math.round(Number($(bar).attr('y')) + Number($(bar).attr('height')))).get()
    assert.equal(new Set(feet).size, 1)
  })
})

describe('names under an axis', () => {
  test('are left out where they would run into each other, but never the last', () => {
    const weeks = Array.from({ length: 12 }, (_, week) => `${String(week + 10)} Nov`)
    const both = read(lineChart({ sentence, points: weeks, series: [{ name: 'x', values: weeks.map(() => 1) }], axisLabel: 'Days' }))
    const named = (drawing: string): string[] => both(`${drawing} text`).map((_, each) => both(each).text()).get().filter((words) => words.endsWith('Nov'))
    assert.equal(named('.tw-chart__wide').length, 12)
    assert.ok(named('.tw-chart__narrow').length < 12)
    assert.equal(named('.tw-chart__narrow').at(-1), '21 Nov')
  })
})

describe('lines', () => {
  test('break where nothing was measured', () => {
    const $ = load(lineChart({ sentence, points: ['a', 'b', 'c'], series: [{ name: 'x', values: [1, null, 3] }], axisLabel: 'Days' }))
    assert.equal($('path.tw-line').attr('d')?.match(/M/g)?.length, 2)
    assert.equal($('circle').length, 2)
  })
})

describe('labels at the ends of lines', () => {
  test('keep their order and their distance where there is room', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 20, max: 250 }), { minLength: 1, maxLength: 6 }), (wanted) => {
      const spread = spreadLabels(wanted, 18, 20, 250)
      const ordered = wanted.map((y, place) => ({ y, at: spread[place] ?? 0, place })).sort((a, b) => a.y - b.y || a.place - b.place)
      for (const [place, each] of ordered.entries()) {
        const next = ordered[place + 1]
        if (next !== undefined) assert.ok(next.at - each.at >= 18)
        assert.ok(each.at >= 20 && each.at <= 250)
      }
    }))
  })
})
