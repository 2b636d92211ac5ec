import { searchPeople } from '../../care/public.ts'
import { SEE_PEOPLE, type Person } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { searchOfWords } from '../rules/search-of-words.ts'

/** Most people one search answers: a search is for somebody, a list of everybody is a report. */
export const MOST_FOUND = 50

/** People who fit what was typed, and whether there are more. Undefined when too little was typed. Audits the search and each person it shows. */
export async function foundPeople(house: House, actor: Actor, typed: string): Promise<{ readonly people: readonly Person[]; readonly hasMore: boolean } | undefined> {
  const search = searchOfWords(typed)
  return read(house, actor, async (work) => {
    need(actor, SEE_PEOPLE)
    return search === undefined ? undefined : searchPeople(work, search, MOST_FOUND)
  })
}
