import { NEEDS, NEED_NAMES, SERVICE_LINES, SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { declareCapacity } from '../../actions/declare-capacity.ts'
import { seeCapacity, seeOwnCapacity, type OwnCapacity } from '../../actions/see-capacity.ts'
import { DECLARE_CAPACITY, SEE_CAPACITY } from '../../terms/capacity.ts'
import { readCapacity, slotsOf } from './form.ts'
import { capacityTable, capacityTiles } from './present.ts'

/** Free hours: a provider declares its own; the council sees everybody's with their age. */
export const capacityPage = pageRoute({
  method: 'GET',
  url: '/capacity',
  permission: [DECLARE_CAPACITY, SEE_CAPACITY],
  handler: async (ctx) => {
    if (holds(ctx.actor, DECLARE_CAPACITY)) return ownPage(await seeOwnCapacity(ctx.house, ctx.actor))
    const { rows, staleAfterDays } = await seeCapacity(ctx.house, ctx.actor)
    const table = capacityTable(rows, ctx.url)
    const view = { title: 'Declared capacity', wide: true, tiles: capacityTiles(rows), table, staleAfter: staleAfterDays }
    return tableReply(ctx, [table], page('brokerage/pages/capacity/council.njk', view))
  },
})

export const declareCapacityAction = pageRoute({ method: 'POST', url: '/capacity', permission: DECLARE_CAPACITY, handler: declare })

async function declare(ctx: PageContext): Promise<PageReply> {
  const own = await seeOwnCapacity(ctx.house, ctx.actor)
  const read = readCapacity(slotsOf(own, ctx.body), ctx.body)
  if (!read.ok) return ownPage(own, { body: ctx.body, errors: read.errors })
  try {
    await declareCapacity(ctx.house, ctx.actor, read.value)
  } catch (fault) {
    return ownPage(own, { body: ctx.body, errors: fieldErrorsOf(fault, `c${String(slotsOf(own).length - 1)}-zone`) })
  }
  const isNone = read.value.lines.length === 0
  return redirectTo('/capacity', isNone ? 'You have declared that you have no free hours. The council can see this at once.' : 'Your free hours are declared. The council can see them at once.')
}

function ownPage(own: OwnCapacity, again?: { readonly body: FormBody; readonly errors: readonly FieldError[] }): PageReply {
  const needs = again === undefined ? (own.declared?.needs ?? NEEDS) : listOf(again.body, 'needs')
  const twoWorkers = again === undefined ? own.declared?.twoWorkers === true : textOf(again.body, 'twoWorkers') === 'yes'
  const several = new Set(own.zones.map((zone) => zone.frameworkName)).size > 1
  const view = {
    title: 'Your free hours',
    errors: again?.errors,
    age: own.age,
    staleAfter: own.staleAfterDays,
    slots: slotsOf(own, again?.body),
    zones: own.zones.map((zone) => ({ value: zone.zoneId, text: several ? `${zone.zoneName} (${zone.frameworkName})` : zone.zoneName })),
    lines: SERVICE_LINES.map((line) => ({ value: line, text: SERVICE_LINE_NAMES[line] })),
    needs: NEEDS.map((need, index) => ({ value: need, text: NEED_NAMES[need], checked: needs.includes(need), ...(index === 0 ? { id: 'needs' } : {}) })),
    twoWorkers,
  }
  return page('brokerage/pages/capacity/page.njk', view, again === undefined ? {} : { status: 400 })
}
