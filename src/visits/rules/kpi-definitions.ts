import type { KpiDefinition, Measure } from '../terms/kpi.ts'

const NOT_DUE: readonly Measure[] = ['cancelled', 'hospital', 'not_required', 'refused', 'no_access', 'unrecorded']
const ADVICE = 'Recorded lengths; the agreed length is that of the planned visit.'

/** Every KPI from visits in the order in which they are shown. Targets of others are named in words and colour nothing. */
export const KPI_DEFINITIONS: readonly KpiDefinition[] = [
  {
    key: 'on-time-critical', name: 'Time-critical visits on time', of: 'visit', unit: 'share', isMoreBetter: true,
    numerator: 'critical_on_time', numeratorWords: 'time-critical visits begun on time', denominator: 'critical_timed', denominatorWords: 'time-critical visits made', excluded: [...NOT_DUE, 'missed', 'untimed'],
    says: 'The first care worker came within the minutes that the framework’s exception settings allow around the planned time or window, both ends included; 30 minutes where nothing was set.',
    source: 'Essex Live at Home framework 2025, KPI 3: within 30 minutes either side, all of them',
  },
  {
    key: 'on-time', name: 'Visits on time', of: 'visit', unit: 'share', isMoreBetter: true,
    numerator: 'on_time', numeratorWords: 'visits begun on time', denominator: 'timed', denominatorWords: 'visits made', excluded: [...NOT_DUE, 'missed', 'untimed'],
    says: 'The same of every visit. Those that are not time-critical have the minutes that the settings give them; 45 where nothing was set.',
    source: 'Ours. Central Bedfordshire publishes arrival against plan every month',
  },
  {
    key: 'missed', name: 'Visits missed', of: 'visit', unit: 'share', isMoreBetter: false,
    numerator: 'missed', numeratorWords: 'visits missed', denominator: 'due', denominatorWords: 'visits made or missed', excluded: NOT_DUE,
    says: 'Missed is what the framework’s exception settings say: nobody came by 23:00 where nothing was set, or a record says so. Visits that were not due, because the person was away, cancelled or said no, count on neither side.',
    source: 'NICE QS123, statement 2: visits missed of visits planned. When a visit is missed: Essex KPI 3. What is left out is ours',
  },
  {
    key: 'delivered', name: 'Planned minutes delivered', of: 'visit', unit: 'share', isMoreBetter: true,
    numerator: 'counted_minutes', numeratorWords: 'minutes delivered', denominator: 'due_minutes', denominatorWords: 'minutes planned', excluded: [...NOT_DUE, 'over_minutes'],
    says: 'Minutes of all care workers at visits made or missed. Of each visit no more counts than was planned, so that a long visit does not make up for a short one.',
    source: 'Ours. Central Bedfordshire publishes length of stay and planned visits delivered every month',
  },
  {
    key: 'under-30', name: 'Visits under 30 minutes', of: 'visit', unit: 'share', isMoreBetter: false,
    numerator: 'under_30', numeratorWords: 'visits under 30 minutes', denominator: 'measured', denominatorWords: 'visits made', excluded: [...NOT_DUE, 'missed', 'unmeasured'],
    says: `The longest record of the visit is under 30 minutes. ${ADVICE}`,
    source: 'NICE QS123, statement 4: visits of at least 30 minutes of all visits; here the other side of it',
  },
  {
    key: 'under-30-agreed', name: 'Visits under 30 minutes that were agreed', of: 'visit', unit: 'share', isMoreBetter: true,
    numerator: 'under_30_agreed', numeratorWords: 'of them planned under 30 minutes', denominator: 'under_30', denominatorWords: 'visits under 30 minutes', excluded: [...NOT_DUE, 'missed', 'unmeasured'],
    says: 'Agreed means that the package plans the visit to be under 30 minutes. The others were planned longer and cut short.',
    source: 'NICE QS123, statement 4: visits under 30 minutes with prior agreement of all under 30 minutes. That the package is the agreement is ours',
  },
  {
    key: 'workers', name: 'Care workers a person sees', of: 'placement', unit: 'average', isMoreBetter: false,
    numerator: 'workers', numeratorWords: 'different care workers, added up', denominator: 'people', denominatorWords: 'people’s placements', excluded: ['nameless', 'unallocated'],
    says: 'Different care workers that came in the whole period, on average; a person with two placements counts in each. Longer periods have more, so compare periods of the same length.',
    source: 'NICE QS182, statement 3: number of care workers a person sees. Counting by placement is ours',
  },
  {
    key: 'top-workers', name: 'Visits by the person’s usual care workers', of: 'placement', unit: 'share', isMoreBetter: true,
    numerator: 'top_visits', numeratorWords: 'care-worker visits by the usual ones', denominator: 'worker_visits', denominatorWords: 'care-worker visits', excluded: ['nameless', 'unallocated'],
    says: 'The usual ones are the few who came most often to the placement in the period; how many is chosen above.',
    source: 'Ours',
  },
  {
    key: 'electronic', name: 'Visits recorded electronically', of: 'record', unit: 'share', isMoreBetter: true,
    numerator: 'electronic', numeratorWords: 'records with both calls electronic', denominator: 'worked', denominatorWords: 'records of visits made', excluded: ['not_worked', 'unallocated'],
    says: 'A care worker’s record with a call in and a call out, both by app, tag, telephone or fob. Entered by hand, or not saying how, counts as not electronic.',
    source: 'Ours. Central Bedfordshire asks that at least 85% of calls are logged in the person’s home',
  },
  {
    key: 'travel', name: 'Travel in care workers’ time', of: 'record', unit: 'share',
    numerator: 'travel_minutes', numeratorWords: 'minutes of travel', denominator: 'travel_and_contact_minutes', denominatorWords: 'minutes of travel and visits', excluded: ['without_travel', 'not_worked', 'unallocated'],
    says: 'Of the time on the way to visits and at them, the part on the way. The rest is contact. Only records that say how long the way took.',
    source: 'Ours',
  },
  {
    key: 'miles', name: 'Miles for an hour of contact', of: 'record', unit: 'miles',
    numerator: 'mile_hundredths', numeratorWords: 'miles travelled', denominator: 'miles_contact_minutes', denominatorWords: 'hours of contact', excluded: ['without_miles', 'not_worked', 'unallocated'],
    says: 'Only records that say how far the way was; a way of no miles counts.',
    source: 'Ours',
  },
  ...(['walked', 'cycled', 'electric'] as const).map((numerator): KpiDefinition => ({
    key: `way-${numerator}`, name: { walked: 'Ways walked', cycled: 'Ways cycled', electric: 'Ways by electric car' }[numerator], of: 'record', unit: 'share', isMoreBetter: true,
    numerator, numeratorWords: { walked: 'ways on foot', cycled: 'ways by bicycle', electric: 'ways by electric car' }[numerator], denominator: 'with_mode', denominatorWords: 'ways of which it is known', excluded: ['without_mode', 'not_worked', 'unallocated'],
    says: 'Each record’s way to the visit counts once, however long. Only records that say how the care worker came.',
    source: 'Ours',
  })),
]
