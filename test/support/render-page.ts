import { load, type CheerioAPI } from 'cheerio'
import { bytesInMemory } from '../../src/platform/files/file-bytes.ts'
import type { Actor } from '../../src/platform/access/actor.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { PageReply } from '../../src/platform/web/reply.ts'
import type { FormBody, PageRoute, UploadedFile } from '../../src/platform/web/route.ts'
import { templates } from '../../src/platform/web/views.ts'

const engine = templates()

/** What a visitor sends to a page. */
export interface Asked {
  readonly house: House
  readonly actor: Actor
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: FormBody
  readonly files?: readonly UploadedFile[]
  readonly url?: string
}

/** Opens a page as its route answers, without HTTP: params and query through the route's own schemas. */
export async function askPage(route: PageRoute, asked: Asked): Promise<PageReply> {
  return route.handler({
    house: asked.house,
    actor: asked.actor,
    params: route.params === undefined ? (asked.params ?? {}) : route.params.parse(asked.params ?? {}),
    query: route.query === undefined ? (asked.query ?? {}) : route.query.parse(asked.query ?? {}),
    body: asked.body ?? {},
    files: route.takesLargeFiles === true ? [] : (asked.files ?? []),
    largeFiles: route.takesLargeFiles === true ? (asked.files ?? []).map((file) => ({ ...file, bytes: { ...bytesInMemory(file.bytes), close: () => undefined } })) : [],
    session: undefined,
    csrf: 'token',
    url: asked.url ?? route.url,
  })
}

/** The HTML of a page's answer. Throws when it answered with something else. */
function htmlOf(reply: PageReply): string {
  if (reply.kind !== 'page') throw new Error(`the page answered with a ${reply.kind}`)
  const layout = { councilName: 'Test Council', isDemonstration: false, assets: {}, navigation: { primary: [], section: undefined }, actor: { name: 'Test', roleName: 'Test' }, flash: undefined }
  return engine.render(reply.template, { ...reply.view, layout, csrf: 'token', url: '/' })
}

/** A page as a browser would show it, for cheerio, with its status. */
export async function openPage(route: PageRoute, asked: Asked): Promise<{ readonly $: CheerioAPI; readonly status: number; readonly html: string }> {
  const reply = await askPage(route, asked)
  const html = htmlOf(reply)
  return { $: load(html), status: reply.kind === 'page' ? reply.status : 0, html }
}

/** Everything a browser would send from the page's last form when the button with this value is pressed. */
export function submitted($: CheerioAPI, button: string): FormBody {
  const form = $('form').filter((_, each) => $(each).find(`button[value="${button}"]`).length > 0).last()
  const body: Record<string, string | string[]> = {}
  for (const { name, value } of form.serializeArray()) {
    const before = body[name]
    body[name] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]
  }
  return { ...body, do: button }
}
