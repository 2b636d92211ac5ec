import { z } from 'zod'
import { SEE_OWN_CARE, SEE_OWN_PEOPLE, SEE_PEOPLE, type Person } from '../../care/terms.ts'
import { apiRoute, type ApiRoute } from '../../platform/web/route.ts'
import { Refused } from '../../platform/action/refused.ts'
import { accessHistory } from '../reads/access-history.ts'
import { foundPeople } from '../reads/found-people.ts'
import { ownCare, personRecord } from '../reads/person-record.ts'
import { packagesNow, type PackageNow } from '../rules/current-week.ts'
import { personTimeline } from '../rules/person-timeline.ts'
import { eventWords } from '../pages/person-access/present.ts'

const person = z.object({
  id: z.uuid(), reference: z.string(), externalReference: z.string().nullable(), givenName: z.string(), familyName: z.string(), bornOn: z.string().nullable(),
  address: z.string(), postcode: z.string(), phone: z.string().nullable(), livesAlone: z.boolean().nullable(), languages: z.array(z.string()), gender: z.string().nullable(),
})
const carePackage = z.object({
  id: z.uuid(), reference: z.string(), serviceLine: z.string(), status: z.string(), funder: z.string(), receivedOn: z.string(), startByOn: z.string(),
  weeklyMinutes: z.int(), weeklyVisits: z.int(), weeklyPence: z.int().nullable(), placementId: z.string().nullable(), providerId: z.string().nullable(), startsOn: z.string().nullable(), endsOn: z.string().nullable(),
  pattern: z.array(z.object({ dayOfWeek: z.int(), earliestMinute: z.int(), latestMinute: z.int(), minutes: z.int(), workers: z.int(), timeCritical: z.boolean() })),
})
const params = z.object({ personId: z.uuid() })

/** A search is posted, because names and postcodes may not stand in an address. */
const search = apiRoute({
  method: 'POST',
  url: '/api/v1/people/search',
  permission: SEE_PEOPLE,
  summary: 'Find people by name, reference or postcode; at most 50',
  body: z.object({ q: z.string() }),
  response: z.object({ people: z.array(person), hasMore: z.boolean() }),
  handler: async ({ house, actor, body }) => {
    const found = await foundPeople(house, actor, body.q)
    if (found === undefined) throw new Refused('search-too-short', 'Give at least two letters of a name, a reference or a postcode', 'q')
    return { people: found.people.map(personOut), hasMore: found.hasMore }
  },
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/people/:personId',
  permission: [SEE_PEOPLE, SEE_OWN_PEOPLE],
  summary: 'A person with their packages of care and everything that happened',
  params,
  response: z.object({
    person,
    packages: z.array(carePackage),
    timeline: z.array(z.object({ kind: z.string(), at: z.string(), title: z.string(), text: z.string(), by: z.string().nullable() })),
  }),
  handler: async ({ house, actor, params: { personId } }) => {
    const record = await personRecord(house, actor, personId)
    const timeline = personTimeline(record).map(({ kind, at, title, text, by }) => ({ kind, at: at.toString(), title, text, by: by ?? null }))
    return { person: personOut(record.person), packages: packagesNow(record.packages, record.placements, record.today, record.placedWeeks).map(packageOut), timeline }
  },
})

const access = apiRoute({
  method: 'GET',
  url: '/api/v1/people/:personId/access',
  permission: SEE_PEOPLE,
  summary: "Who has read or changed a person's record",
  params,
  response: z.object({ events: z.array(z.object({ seq: z.int(), at: z.string(), who: z.string(), role: z.string(), organisationId: z.string().nullable(), kind: z.string(), what: z.string() })) }),
  handler: async ({ house, actor, params: { personId } }) => {
    const { lines } = await accessHistory(house, actor, personId)
    return { events: lines.map((line) => ({ seq: line.seq, at: line.at.toString(), who: line.actorName, role: line.role, organisationId: line.organisationId, kind: line.kind, what: eventWords(line.kind) })) }
  },
})

const own = apiRoute({
  method: 'GET',
  url: '/api/v1/my-care',
  permission: SEE_OWN_CARE,
  summary: 'Who is coming to you this week, and what was agreed',
  response: z.object({
    weekOn: z.string(),
    visits: z.array(z.object({ startsAt: z.string(), minutes: z.int(), workers: z.int(), provider: z.string() })),
    packages: z.array(carePackage),
  }),
  handler: async ({ house, actor }) => {
    const care = await ownCare(house, actor)
    return {
      weekOn: care.weekOn.toString(),
      visits: care.visits.map((visit) => ({ startsAt: visit.startsAt.toString(), minutes: visit.minutes, workers: visit.workers, provider: care.providers.get(visit.providerId) ?? '' })),
      packages: packagesNow(care.packages, care.placements, care.today, care.placedWeeks).map(packageOut),
    }
  },
})

/** People for programs: found, one with all that happened, who has seen them, and one's own care. */
export const peopleRoutes: readonly ApiRoute[] = [search, one, access, own]

function personOut(known: Person): z.output<typeof person> {
  return { ...known, bornOn: known.bornOn?.toString() ?? null, languages: [...known.languages] }
}

function packageOut({ carePackage: each, placement, status, pattern, weeklyMinutes, weeklyPence }: PackageNow): z.output<typeof carePackage> {
  return {
    id: each.id, reference: each.reference, serviceLine: each.serviceLine, status, funder: each.funder, receivedOn: each.receivedOn.toString(), startByOn: each.startByOn.toString(),
    weeklyMinutes, weeklyVisits: pattern.length, weeklyPence, placementId: placement?.id ?? null, providerId: placement?.providerId ?? null,
    startsOn: placement?.startsOn.toString() ?? null, endsOn: placement?.endsOn?.toString() ?? null, pattern: [...each.pattern],
  }
}
