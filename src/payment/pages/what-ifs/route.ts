import { listFrameworks } from '../../../market/public.ts'
import { londonDate } from '../../../kernel/london.ts'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type Cell } from '../../../platform/components/data-table.ts'
import { holds, need } from '../../../platform/access/permission.ts'
import { read } from '../../../platform/action/transaction.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { listWhatIfs } from '../../store/what-if.read.ts'
import { SEE_WHAT_IFS, TRY_RULES } from '../../terms/what-if.ts'
import { periodWords } from '../words.ts'

/** Every what-if that somebody of the council asked for. */
export const whatIfsPage = pageRoute({
  method: 'GET',
  url: '/what-ifs',
  permission: SEE_WHAT_IFS,
  handler: async (ctx) => {
    const { whatIfs, frameworks } = await read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_WHAT_IFS)
      return { whatIfs: await listWhatIfs(work.tx), frameworks: new Map((await listFrameworks(work)).map((each) => [each.id, each.name])) }
    })
    const table = dataTable({
      key: 'what-ifs',
      caption: 'What-ifs',
      noun: ['what-if', 'what-ifs'],
      rows: whatIfs,
      url: ctx.url,
      emptyWords: 'Nobody has tried other rules yet.',
      columns: [
        { key: 'name', heading: 'Name', wide: true, value: (each) => ({ text: each.name, href: `/what-ifs/${each.id}` }) },
        { key: 'framework', heading: 'Framework', value: (each) => frameworks.get(each.frameworkId) ?? '' },
        { key: 'periods', heading: 'Paid periods', value: (each) => periodWords(each) },
        { key: 'rules', heading: 'Rules tried', value: (each) => countOf(each.scenarios.length, 'rule set') },
        { key: 'by', heading: 'Asked by', value: (each) => ({ text: each.askedBy, hint: wordsForDate(londonDate(each.askedAt)) }) },
        { key: 'state', heading: 'State', value: (each): Cell => ({ text: '', tag: each.endedAt === null ? { text: 'Being priced', colour: 'yellow' } : each.isCancelled ? { text: 'Cancelled', colour: 'grey' } : each.refusedWords === null ? { text: 'Ready', colour: 'green' } : { text: 'No answer', colour: 'red' } }) },
      ],
    })
    return tableReply(ctx, [table], page('payment/pages/what-ifs/page.njk', { title: 'What if', table, mayTry: holds(ctx.actor, TRY_RULES) }))
  },
})
