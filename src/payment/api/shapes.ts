import { z } from 'zod'
import { ruleSetDocument, type RuleSet } from '../terms/rule-set.ts'
import { workedCases } from '../terms/worked-case.ts'
import { LINE_OUTCOME_NAMES, type LineOutcome, type PayLine, type Statement } from '../terms/statement.ts'
import { explainTrace } from '../rules/explain-trace.ts'

const outcomes = Object.keys(LINE_OUTCOME_NAMES) as [LineOutcome, ...LineOutcome[]]

export const statementShape = z.object({
  id: z.uuid(),
  number: z.string(),
  payRunId: z.uuid(),
  providerId: z.uuid(),
  frameworkId: z.uuid(),
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  lineCount: z.int(),
  adjustmentCount: z.int(),
  plannedMinutes: z.int(),
  payableMinutes: z.int(),
  visitsPence: z.int(),
  adjustmentsPence: z.int(),
  totalPence: z.int(),
  nhsPence: z.int(),
  councilPence: z.int(),
})

export function statementJson(statement: Statement): z.output<typeof statementShape> {
  const { id, number, payRunId, providerId, frameworkId, lineCount, adjustmentCount, plannedMinutes, payableMinutes, visitsPence, adjustmentsPence, totalPence, nhsPence } = statement
  return { id, number, payRunId, providerId, frameworkId, lineCount, adjustmentCount, plannedMinutes, payableMinutes, visitsPence, adjustmentsPence, totalPence, nhsPence, councilPence: totalPence - nhsPence, fromOn: statement.fromOn.toString(), toOn: statement.toOn.toString() }
}

export const lineShape = z.object({
  id: z.int(),
  kind: z.enum(['visit', 'adjustment', 'fee']),
  adjustsLineId: z.int().nullable(),
  visitOn: z.iso.date(),
  personReference: z.string().nullable(),
  plannedVisitId: z.int().nullable(),
  visitReference: z.string().nullable(),
  plannedMinutes: z.int(),
  plannedWorkers: z.int(),
  actualMinutes: z.int().nullable(),
  countedMinutes: z.int(),
  payableMinutes: z.int(),
  pencePerHour: z.int(),
  pence: z.int(),
  nhsPence: z.int(),
  councilPence: z.int(),
  outcome: z.enum(outcomes),
  ruleSetId: z.uuid(),
  recordIds: z.array(z.int()),
  explanation: z.array(z.object({ label: z.string(), words: z.string() })),
})

export function lineJson(line: PayLine, people: ReadonlyMap<string, { readonly reference: string }>): z.output<typeof lineShape> {
  return {
    id: line.id,
    kind: line.kind,
    adjustsLineId: line.adjustsLineId,
    visitOn: line.visitOn.toString(),
    personReference: line.personId === null ? null : (people.get(line.personId)?.reference ?? null),
    plannedVisitId: line.plannedVisitId,
    visitReference: line.visitReference,
    plannedMinutes: line.plannedMinutes,
    plannedWorkers: line.plannedWorkers,
    actualMinutes: line.actualMinutes,
    countedMinutes: line.countedMinutes,
    payableMinutes: line.payableMinutes,
    pencePerHour: line.pencePerHour,
    pence: line.pence,
    nhsPence: line.nhsPence,
    councilPence: line.pence - line.nhsPence,
    outcome: line.outcome,
    ruleSetId: line.ruleSetId,
    recordIds: [...line.recordIds],
    explanation: explainTrace(line.trace),
  }
}

export const ruleSetShape = z.object({ id: z.uuid(), frameworkId: z.uuid(), version: z.int(), fromOn: z.iso.date(), adoptedAt: z.string(), adoptedBy: z.string(), document: ruleSetDocument, cases: workedCases, sentences: z.array(z.string()) })

export function ruleSetJson(ruleSet: RuleSet, sentences: string[]): z.output<typeof ruleSetShape> {
  return { ...ruleSet, cases: [...ruleSet.cases], fromOn: ruleSet.fromOn.toString(), adoptedAt: ruleSet.adoptedAt.toString(), sentences }
}
