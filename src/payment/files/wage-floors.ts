import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { FLOORS, WAGE_PLACES, type WageFloor } from '../terms/wage-floor.ts'

const published = z.object({
  floors: z.array(z.object({ name: z.enum(FLOORS), place: z.enum(WAGE_PLACES).nullable(), pence: z.int(), fromOn: z.iso.date(), untilOn: z.iso.date(), says: z.string(), source: z.string() })),
})

/** The wage floors that come with Tendwell, each with its source: reference/wage-floors.json. */
export const wageFloors: readonly WageFloor[] = published.parse(JSON.parse(readFileSync(new URL('../../../reference/wage-floors.json', import.meta.url), 'utf8'))).floors
