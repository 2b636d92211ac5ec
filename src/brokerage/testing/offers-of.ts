import type { House } from '../../platform/action/work.ts'

/** Each offer of a package as `name: answer`, in the order asked; an offer without an answer is open. Read as the owner. */
export async function offersOf(house: House, packageId: string): Promise<string[]> {
  const rows = await offerRows(house, packageId)
  return rows.map((row) => `${row.name}: ${row.answer ?? 'open'}`)
}

/** The id of the offer made to a provider for a package. */
export async function offerIdOf(house: House, packageId: string, name: string): Promise<string> {
  const found = (await offerRows(house, packageId)).findLast((row) => row.name === name)
  if (found === undefined) throw new Error(`no offer to ${name}`)
  return found.id
}

/** Kinds of the audit events about a person, in order. */
export async function auditKinds(house: House, personId: string): Promise<string[]> {
  const rows = await house.db.selectFrom('audit.event').select('kind').where('person_id', '=', personId).orderBy('seq').execute()
  return rows.map((row) => row.kind)
}

/** How the searches for a package ended, oldest first; `open` for one that runs. */
export async function searchesOf(house: House, packageId: string): Promise<string[]> {
  const rows = await house.db.selectFrom('brokerage.call_off').select('closed_reason').where('package_id', '=', packageId).orderBy('opened_at').execute()
  return rows.map((row) => row.closed_reason ?? 'open')
}

async function offerRows(house: House, packageId: string): Promise<{ id: string; name: string; answer: string | null }[]> {
  return house.db
    .selectFrom('brokerage.offer as o')
    .innerJoin('market.provider as p', 'p.id', 'o.provider_id')
    .leftJoin('brokerage.offer_answer as a', 'a.offer_id', 'o.id')
    .select(['o.id', 'p.name', 'a.answer'])
    .where('o.package_id', '=', packageId)
    .orderBy('o.sent_at')
    .orderBy('o.place')
    .execute()
}
