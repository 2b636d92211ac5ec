import { z } from 'zod'
import { tryScenarios, whatIfResult, type WhatIf } from '../terms/what-if.ts'

/** A what-if as programs are told it. */
export const whatIfSummaryShape = z.object({ id: z.uuid(), frameworkId: z.uuid(), name: z.string(), fromOn: z.iso.date(), toOn: z.iso.date(), scenarios: tryScenarios, askedAt: z.string(), askedBy: z.string(), endedAt: z.string().nullable(), refusedWords: z.string().nullable() })

export const whatIfShape = whatIfSummaryShape.extend({ result: whatIfResult.nullable() })

export function whatIfSummaryJson({ id, frameworkId, name, fromOn, toOn, scenarios, askedAt, askedBy, endedAt, refusedWords }: Omit<WhatIf, 'result'>): z.output<typeof whatIfSummaryShape> {
  return { id, frameworkId, name, fromOn: fromOn.toString(), toOn: toOn.toString(), scenarios: [...scenarios], askedAt: askedAt.toString(), askedBy, endedAt: endedAt?.toString() ?? null, refusedWords }
}

export function whatIfJson(whatIf: WhatIf): z.output<typeof whatIfShape> {
  return { ...whatIfSummaryJson(whatIf), result: whatIf.result }
}
