import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { BankHolidays } from '../rules/reply-by.ts'

const published = z.object({ source: z.string(), note: z.string(), years: z.record(z.string(), z.array(z.iso.date())) })

/** The bank holidays of England and Wales that GOV.UK has published, 2022 to 2028. A later year must be added to the file before it comes. */
export const bankHolidays: BankHolidays = new Set(
  Object.values(published.parse(JSON.parse(readFileSync(new URL('../../../reference/bank-holidays-england.json', import.meta.url), 'utf8'))).years).flat(),
)
