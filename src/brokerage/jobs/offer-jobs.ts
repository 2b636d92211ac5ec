import { PACKAGE_WITHDRAWN } from '../../care/terms.ts'
import { systemActor } from '../../platform/access/actor.ts'
import type { JobHandler } from '../../platform/jobs/handler.ts'
import { closeWithdrawnSearch } from '../actions/close-withdrawn-search.ts'
import { lapseDueOffers, lapseOffers } from '../actions/lapse-offers.ts'
import { sendNextOffers } from '../actions/send-next-offers.ts'
import { PARTIAL_ANSWERED, PARTIAL_REFUSED } from '../terms/partial-answer.ts'
import { tellOfPartialAnswer } from '../actions/tell-of-partial-answer.ts'
import { withdrawLosingOffers } from '../actions/withdraw-losing-offers.ts'
import { BID_MADE, OFFER_DECLINED, OFFERS_DUE, PACKAGE_PLACED } from '../terms.ts'

const BROKERAGE = systemActor('Tendwell brokerage')

/** What moves searches on without anybody at a desk. Each parses its ids and calls one action that is safe to run twice. */
export const offerJobs: readonly JobHandler[] = [
  {
    topic: OFFERS_DUE.name,
    name: 'lapse offers and send the next',
    handle: async (house, payload) => void (await lapseOffers(house, BROKERAGE, OFFERS_DUE.payload.parse(payload))),
  },
  {
    topic: OFFER_DECLINED.name,
    name: 'send the next offers',
    handle: async (house, payload) => void (await sendNextOffers(house, BROKERAGE, OFFER_DECLINED.payload.parse(payload))),
  },
  {
    topic: BID_MADE.name,
    name: 'compare the bids when all are in',
    handle: async (house, payload) => void (await sendNextOffers(house, BROKERAGE, BID_MADE.payload.parse(payload))),
  },
  {
    topic: PARTIAL_ANSWERED.name,
    name: 'tell the brokers of an answer in part',
    handle: async (house, payload) => void (await tellOfPartialAnswer(house, BROKERAGE, PARTIAL_ANSWERED.payload.parse(payload))),
  },
  {
    topic: PARTIAL_REFUSED.name,
    name: 'send the next offers after an answer in part was refused',
    handle: async (house, payload) => void (await sendNextOffers(house, BROKERAGE, PARTIAL_REFUSED.payload.parse(payload))),
  },
  {
    topic: PACKAGE_PLACED.name,
    name: 'withdraw the other offers',
    handle: async (house, payload) => void (await withdrawLosingOffers(house, BROKERAGE, PACKAGE_PLACED.payload.parse(payload))),
  },
  {
    topic: PACKAGE_WITHDRAWN.name,
    name: 'end the search for a withdrawn package',
    handle: (house, payload) => closeWithdrawnSearch(house, BROKERAGE, PACKAGE_WITHDRAWN.payload.parse(payload)),
  },
  {
    topic: 'brokerage.sweep',
    name: 'lapse offers that no job came for',
    cron: '*/5 * * * *',
    handle: async (house) => void (await lapseDueOffers(house, BROKERAGE)),
  },
]
