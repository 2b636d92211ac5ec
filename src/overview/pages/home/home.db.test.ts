import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CheerioAPI } from 'cheerio'
import { askPage, openPage } from '../../../../test/support/render-page.ts'
import { makeSmallCouncil } from '../../../../test/support/small-council.ts'
import { openTestHouse } from '../../../../test/support/test-house.ts'
import { boardPage } from '../../../brokerage/pages/board/route.ts'
import { listOpenOffers, listWaiting } from '../../../brokerage/public.ts'
import { systemActor, type Actor } from '../../../platform/access/actor.ts'
import { PROVIDER_ROLES, ROLES, type Role } from '../../../platform/access/roles.ts'
import { read } from '../../../platform/action/transaction.ts'
import { homePage } from './route.ts'

const system = systemActor('test')
const house = await openTestHouse()
const council = await makeSmallCouncil(house)
const as = (role: Role): Actor => ({ ...system, role, organisationId: PROVIDER_ROLES.includes(role) ? council.providers.a.id : null })
const tile = ($: CheerioAPI, words: RegExp): { figure: string; href: string | undefined } => {
  const found = $('.tw-tile').filter((_, each) => words.test($(each).find('.tw-tile__label').text())).first()
  return { figure: found.find('.tw-tile__figure').text(), href: found.find('a').attr('href') }
}

describe('home', () => {
  for (const role of ROLES.filter((each) => each !== 'person')) {
    test(`of a ${role} is counts, each with the list behind it`, async () => {
      const { $ } = await openPage(homePage, { house, actor: as(role) })
      const tiles = $('.tw-tile').toArray()
      assert.ok(tiles.length > 0)
      for (const each of tiles) {
        assert.match($(each).find('.tw-tile__figure').text(), /\d/)
        assert.match($(each).find('a').attr('href') ?? '', /^\//)
      }
      for (const name of council.caseload.map((each) => each.referral.person.familyName)) assert.ok(!$('main').text().includes(name), 'no name of a person')
    })
  }

  test('of a broker counts the packages that wait', async () => {
    const waiting = await read(house, system, (work) => listWaiting(work))
    const { $ } = await openPage(homePage, { house, actor: as('broker') })
    assert.deepEqual(tile($, /wait/), { figure: String(waiting.length), href: '/board' })
  })

  test('of a broker and of a practitioner leads to the board narrowed to what was counted', async () => {
    for (const role of ['broker', 'practitioner'] as const) {
      const { $ } = await openPage(homePage, { house, actor: as(role) })
      const narrowed = $('.tw-tile a[href^="/board?"]').toArray()
      assert.ok(narrowed.length > 1, role)
      for (const link of narrowed) {
        const href = $(link).attr('href') ?? ''
        if (href.includes('offers-open')) continue // offers are counted there, not packages
        const board = await openPage(boardPage, { house, actor: as(role), url: href, query: Object.fromEntries(new URL(href, 'http://local').searchParams) })
        assert.equal(board.$('#board tbody tr').length, Number($(link).closest('.tw-tile').find('.tw-tile__figure').text()), href)
      }
    }
  })

  test('of a provider counts its own open offers and nobody else’s', async () => {
    const all = await read(house, system, (work) => listOpenOffers(work))
    const own = all.filter((offer) => offer.providerId === council.providers.a.id)
    assert.ok(own.length > 0 && own.length < all.length)
    const { $ } = await openPage(homePage, { house, actor: as('provider-coordinator') })
    assert.deepEqual(tile($, /offers? to answer/), { figure: String(own.length), href: '/offers' })
  })

  test('of a person receiving care is their own page', async () => {
    const reply = await askPage(homePage, { house, actor: { ...as('person'), personId: '00000000-0000-4000-8000-000000000000' } })
    assert.deepEqual(reply.kind === 'redirect' ? reply.location : reply.kind, '/my-care')
  })
})
