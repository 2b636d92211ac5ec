import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { seeBankDetails, type BankHolder } from '../../reads/bank-accounts.ts'
import { bankAccountHref, SEE_BANK_DETAILS } from '../../terms/bank-account.ts'
import { endingWords } from '../bank-words.ts'

/** Into which account each provider is paid, and which details wait for approval; without numbers. */
export const bankDetailsPage = pageRoute({
  method: 'GET',
  url: '/bank-details',
  permission: SEE_BANK_DETAILS,
  handler: async (ctx) => {
    const holders = await seeBankDetails(ctx.house, ctx.actor)
    const table = holdersTable(holders, ctx.url)
    return tableReply(ctx, [table], page('payment/pages/bank-details/page.njk', { title: 'Bank details', isProvider: ctx.actor.organisationId !== null, table }))
  },
})

function holdersTable(holders: readonly BankHolder[], url: string) {
  return dataTable<BankHolder>({
    key: 'bank-details',
    caption: 'Accounts',
    noun: ['holder', 'holders'],
    url,
    rows: holders,
    emptyWords: 'There is no provider yet.',
    columns: [
      { key: 'holder', heading: 'Whose', value: (row) => ({ text: row.name, href: bankAccountHref(row.providerId) }), csv: (row) => row.name },
      { key: 'account', heading: 'In use', value: (row) => (row.inUse === undefined ? 'None' : { text: row.inUse.accountName, hint: endingWords(row.inUse) }), csv: (row) => (row.inUse === undefined ? '' : endingWords(row.inUse)) },
      { key: 'since', heading: 'Since', value: (row) => (row.inUse?.decision == null ? '' : wordsForInstant(row.inUse.decision.at)), csv: (row) => row.inUse?.decision?.at.toString() ?? '' },
      { key: 'waiting', heading: 'Waits for approval', value: (row) => (row.waiting === undefined ? 'Nothing' : { text: row.waiting.accountName, hint: `Recorded ${wordsForInstant(row.waiting.recordedAt)}` }), sort: (row) => (row.waiting === undefined ? 1 : 0), csv: (row) => row.waiting?.recordedAt.toString() ?? '' },
    ],
  })
}
