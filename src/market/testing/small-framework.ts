import { csvText } from '../../platform/files/csv-write.ts'
import type { Actor } from '../../platform/access/actor.ts'
import type { House } from '../../platform/action/work.ts'
import { addFramework } from '../actions/add-framework.ts'
import { importAreas } from '../actions/import-areas.ts'
import { importCqc } from '../actions/import-cqc.ts'
import { listRegister } from '../reads/provider-register.ts'
import { boundaryFile, lookupFile, postcodeFile } from './area-files.ts'
import { longFile, WIDE_HEADER, WIDE_ROWS } from './cqc-files.ts'

/** A framework of two zones, North Test and South Test, each of one area with a postcode, and two providers on the register without standing. */
export async function aSmallFramework(house: House, actor: Actor): Promise<{ frameworkId: string; north: string; south: string; willow: string; ash: string }> {
  for (const bytes of [lookupFile(), boundaryFile(), postcodeFile()]) await importAreas(house, actor, { name: 'areas', bytes })
  await importCqc(house, actor, { name: 'long', bytes: longFile({}, { domain: 'Safe' }) })
  await importCqc(house, actor, { name: 'wide', bytes: Buffer.from(csvText(WIDE_HEADER, WIDE_ROWS)) })
  const { frameworkId, zoneIds } = await addFramework(house, actor, {
    name: 'Home care 2025',
    startsOn: Temporal.PlainDate.from('2025-04-01'),
    endsOn: Temporal.PlainDate.from('2029-03-31'),
    paymentAnchorOn: Temporal.PlainDate.from('2025-03-31'),
    terms: { model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }], eligibility: { refusedRatings: ['inadequate'], languagesRequired: false } },
    zones: [
      { name: 'North Test', places: [{ name: 'Northham', longitude: -0.5, latitude: 53.1 }], areaCodes: ['E01900001'] },
      { name: 'South Test', places: [{ name: 'Southham' }], areaCodes: ['E01900002'] },
    ],
    tierTargets: [{ tier: 'lead', lowPercent: 70, highPercent: 80 }],
  })
  const register = new Map((await listRegister(house, actor)).map((entry) => [entry.provider.name, entry.provider.id]))
  return { frameworkId, north: zoneIds['North Test'] ?? '', south: zoneIds['South Test'] ?? '', willow: register.get('Willow Home Care Limited') ?? '', ash: register.get('Ash Care Ltd') ?? '' }
}
