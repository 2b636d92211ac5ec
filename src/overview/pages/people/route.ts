import { SEE_PEOPLE, type Person } from '../../../care/terms.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { fieldError, textOf } from '../../../platform/web/form.ts'
import { download, page, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { foundPeople, MOST_FOUND } from '../../reads/found-people.ts'

const URL_OF_PAGE = '/people'
const TITLE = 'Find a person'

/** Where a person is looked for. Names and postcodes are personal, so the search is posted: nothing of it comes into an address or a log. */
export const peoplePage = pageRoute({ method: 'GET', url: URL_OF_PAGE, permission: SEE_PEOPLE, handler: async () => Promise.resolve(searchPage('', [], undefined)) })

/** The people found, as a page or as CSV. */
export const peoplePost = pageRoute({
  method: 'POST',
  url: URL_OF_PAGE,
  permission: SEE_PEOPLE,
  handler: async (ctx) => {
    const typed = textOf(ctx.body, 'q')
    const found = await foundPeople(ctx.house, ctx.actor, typed)
    if (found === undefined) return searchPage(typed, [fieldError('q', 'Enter at least two letters of a name, a reference or a postcode')], undefined)
    const table = peopleTable(found.people)
    if (textOf(ctx.body, 'do') === 'csv') return download('people-found.csv', 'text/csv; charset=utf-8', table.csv())
    return searchPage(typed, [], { table, more: found.hasMore ? `More than ${String(MOST_FOUND)} people fit. Add a first name or the whole postcode.` : undefined })
  },
})

function searchPage(typed: string, errors: readonly ReturnType<typeof fieldError>[], found: { table: TableView; more: string | undefined } | undefined): PageReply {
  return page('overview/pages/people/page.njk', { title: TITLE, breadcrumbs: [{ text: 'Home', href: '/' }, { text: TITLE }], typed, errors, found }, { status: errors.length > 0 ? 400 : 200 })
}

function peopleTable(people: readonly Person[]): TableView {
  return dataTable({
    caption: 'People found',
    noun: ['person', 'people'],
    url: URL_OF_PAGE,
    rows: people,
    emptyWords: 'Nobody fits. Try the family name alone, or the first half of the postcode.',
    columns: [
      { key: 'name', heading: 'Name', value: (person) => ({ text: `${person.familyName}, ${person.givenName}`, href: `/people/${person.id}` }) },
      { key: 'reference', heading: 'Reference', value: (person) => person.reference },
      { key: 'external', heading: 'Case system', value: (person) => person.externalReference ?? '' },
      { key: 'born', heading: 'Date of birth', value: (person) => (person.bornOn === null ? '' : wordsForDate(person.bornOn)) },
      { key: 'address', heading: 'Address', value: (person) => person.address },
      { key: 'postcode', heading: 'Postcode', value: (person) => person.postcode },
    ],
  })
}
