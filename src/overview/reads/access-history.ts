import { getPerson } from '../../care/public.ts'
import { SEE_PEOPLE, type Person } from '../../care/terms.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listAuditLines, type AuditLine } from '../../platform/audit/event.read.ts'

/** Newest events shown; a person's whole history of years stays far below it. */
const MOST_LINES = 5000

/** Who read or changed what of a person, newest first, with the names of the providers they acted for. Reading it is itself a reading of the person. */
export async function accessHistory(house: House, actor: Actor, personId: string): Promise<{ readonly person: Person; readonly lines: readonly AuditLine[]; readonly providers: ReadonlyMap<string, string> }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_PEOPLE)
    const person = await getPerson(work, personId)
    const lines = await listAuditLines(work.tx, { personId, most: MOST_LINES })
    const providers = await providerNames(work, [...new Set(lines.flatMap((line) => (line.organisationId === null ? [] : [line.organisationId])))])
    return { person, lines, providers }
  })
}
