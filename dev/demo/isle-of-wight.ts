import type { Arrangement } from './arrangement.ts'

const at = (name: string, latitude: number, longitude: number): { name: string; longitude: number; latitude: number } => ({ name, longitude, latitude })
const [NORTH, EAST, SOUTH] = ['Island North', 'Island East', 'Island South and West']

/**
 * Isle of Wight Council's briefing of 2021: three prime providers, one for each locality, from 1 February 2021 for 8 years with an
 * option of 2 more, at £19.28 an hour; each must pass on at least 30 % of the work referred to it. The briefing does not name its
 * localities and says nothing of reply-by times or reasons to decline: those, the providers and the people are invented.
 */
export const ISLAND: Arrangement = {
  name: 'Isle of Wight: prime providers',
  startsOn: Temporal.PlainDate.from('2021-02-01'),
  endsOn: Temporal.PlainDate.from('2029-01-31'),
  extensions: [24],
  model: { model: 'prime', replyWorkingMinutes: 240, declineReasons: ['no-capacity', 'skills'], minimumSubcontractPercent: 30, steps: [{ tiers: ['spot'], replyWorkingMinutes: 240 }] },
  pencePerHour: 1928,
  ground: {
    zones: [
      { name: NORTH, places: [at('Newport', 50.7005, -1.2924), at('Cowes', 50.7608, -1.2973), at('East Cowes', 50.7536, -1.2838)] },
      { name: EAST, places: [at('Ryde', 50.7303, -1.1621), at('Bembridge', 50.6875, -1.0861), at('Sandown', 50.6548, -1.1545)] },
      { name: SOUTH, places: [at('Ventnor', 50.5952, -1.207), at('Freshwater', 50.6833, -1.5225), at('Yarmouth', 50.7043, -1.499)] },
    ],
    frame: { west: -1.59, south: 50.57, east: -1.06, north: 50.78 },
    firstPlace: 40,
  },
  providers: [
    { name: 'Bluebell Island Care Ltd', rating: 'Good', standings: [{ zone: NORTH, tier: 'lead', rank: null }] },
    { name: 'Kestrel Island Care Ltd', rating: 'Good', standings: [{ zone: EAST, tier: 'lead', rank: null }] },
    { name: 'Heron Island Care Ltd', rating: 'Good', standings: [{ zone: SOUTH, tier: 'lead', rank: null }] },
    { name: 'Gorse Island Support Ltd', rating: 'Good', standings: [{ zone: NORTH, tier: 'spot', rank: null }, { zone: EAST, tier: 'spot', rank: null }] },
    { name: 'Plover Island Support Ltd', rating: 'Requires improvement', standings: [{ zone: EAST, tier: 'spot', rank: null }, { zone: SOUTH, tier: 'spot', rank: null }] },
    { name: 'Tansy Island Support Ltd', rating: 'Good', standings: [{ zone: SOUTH, tier: 'spot', rank: null }, { zone: NORTH, tier: 'spot', rank: null }] },
  ],
  series: 71,
  people: [NORTH, EAST, SOUTH].flatMap((zone, provider) => Array.from({ length: 4 }, () => ({ zone, funder: 'council' as const, serviceLine: 'core' as const, provider }))),
  passedOnPercent: 30,
}
