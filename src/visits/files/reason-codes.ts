import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ReasonCode } from '../terms.ts'

const published = z.object({
  sources: z.record(z.string(), z.string()),
  codes: z.array(z.object({ code: z.string(), words: z.string(), source: z.string(), like: z.string().optional() })),
})

/** The reason codes that come with Tendwell: reference/visit-reason-codes.json. A council adds its own to them. */
export const publishedReasonCodes: readonly ReasonCode[] = readPublished()

function readPublished(): ReasonCode[] {
  const { sources, codes } = published.parse(JSON.parse(readFileSync(new URL('../../../reference/visit-reason-codes.json', import.meta.url), 'utf8')))
  return codes.map(({ code, words, source, like }) => ({ code, words, source: `${sources[source] ?? source}${like === undefined ? '' : `, code ${like}`}`, isOwn: false }))
}
