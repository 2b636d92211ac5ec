import type { LeavingReason } from '../../src/market/terms.ts'
import type { Arrangement } from './arrangement.ts'

const at = (name: string, latitude: number, longitude: number): { name: string; longitude: number; latitude: number } => ({ name, longitude, latitude })
const ZONE = 'Leicester City'
const NAMES = ['Alder', 'Bramble', 'Cedar', 'Clover', 'Damson', 'Elder', 'Foxglove', 'Furrow', 'Hazel', 'Holly', 'Iris', 'Ivy', 'Jasmine', 'Juniper', 'Larkfield', 'Linden', 'Mallow', 'Maple', 'Oakwell', 'Orchard', 'Osier', 'Poplar', 'Primrose', 'Quince', 'Rowan', 'Russet']
/** General care first, then specialist care with nurse oversight: the report says that there are both, not how many of each. */
const GENERAL = 20
/** Those that withdrew in the year, by their place in the list. */
const LEFT: ReadonlyMap<number, LeavingReason> = new Map<number, LeavingReason>([[8, 'merger'], [13, 'buy-out'], [18, 'business-model'], [19, 'business-model'], [25, 'buy-out']])
/** As printed for 22 of the 26: 14 good, 3 requires improvement, 5 not yet visited. The other four are taken as not yet visited too. */
const RATINGS = [...Array<string>(14).fill('Good'), ...Array<string>(3).fill('Requires improvement'), ...Array<string>(9).fill('Not rated')]

/**
 * Leicester City Council's report of 2018: with the clinical commissioning group it chose 26 providers, for general care or specialist
 * care with nurse oversight, ranked by their score, in force from 9 October 2017; five withdrew within a year (mergers, buy-outs, business models). The
 * report gives no rate, term or reply-by time: those, the providers and the people are invented.
 */
export const CITY: Arrangement = {
  name: 'Leicester City: ranked providers',
  startsOn: Temporal.PlainDate.from('2017-10-09'),
  endsOn: Temporal.PlainDate.from('2027-10-08'),
  extensions: [],
  model: { model: 'ranked', batchSize: 1, replyWorkingMinutes: 240 },
  pencePerHour: 1750,
  ground: {
    zones: [{ name: ZONE, isUrban: true, places: [at('Beaumont Leys', 52.6642, -1.162), at('Belgrave', 52.6585, -1.1235), at('Humberstone', 52.6465, -1.0805), at('Evington', 52.623, -1.0735), at('Knighton', 52.607, -1.113), at('Westcotes', 52.6275, -1.1515), at('Braunstone', 52.6165, -1.1755)] }],
    frame: { west: -1.22, south: 52.58, east: -1.04, north: 52.69 },
    firstPlace: 60,
  },
  providers: NAMES.map((name, index) => {
    const reason = LEFT.get(index)
    return {
      name: `${name} City Care Ltd`,
      rating: RATINGS[index] ?? 'Not rated',
      standings: [{ zone: ZONE, tier: 'secondary' as const, serviceLine: index < GENERAL ? ('core' as const) : ('chc' as const), rank: index < GENERAL ? index + 1 : index - GENERAL + 1 }],
      ...(reason === undefined ? {} : { left: { monthsAgo: 1 + (index % 5) * 2, reason } }),
    }
  }),
  series: 82,
  people: [
    ...[0, 0, 0, 1, 0, 0, 0, 0].map((provider) => ({ zone: ZONE, funder: 'council' as const, serviceLine: 'core' as const, provider })),
    ...[GENERAL, GENERAL, GENERAL + 1, GENERAL].map((provider) => ({ zone: ZONE, funder: 'nhs' as const, serviceLine: 'chc' as const, provider })),
  ],
}
