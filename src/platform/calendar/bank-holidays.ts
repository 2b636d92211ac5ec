import { readFileSync } from 'node:fs'
import { z } from 'zod'

const published = z.object({ source: z.string(), note: z.string(), years: z.record(z.string(), z.array(z.iso.date())) })

/** The bank holidays of England and Wales that GOV.UK has published, 2022 to 2028, as ISO dates. A later year must be added to the file before it comes. */
export const bankHolidays: ReadonlySet<string> = new Set(
  Object.values(published.parse(JSON.parse(readFileSync(new URL('../../../reference/bank-holidays-england.json', import.meta.url), 'utf8'))).years).flat(),
)
