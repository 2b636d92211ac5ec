import { randomUUID } from 'node:crypto'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { listPayRuns } from '../store/pay-run.read.ts'
import { insertWhatIf } from '../store/what-if.write.ts'
import { WHAT_IF_ASKED, type TryScenario } from '../terms/what-if.ts'

/** What is to be tried: paid periods of a framework from the first day of one to the last day of another, under some rules. */
export interface WhatIfToAsk {
  readonly frameworkId: string
  readonly name: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly scenarios: readonly TryScenario[]
}

/** A year of payment periods of four weeks. */
const MOST_PERIODS = 13

/** Keeps a what-if and has a job reckon it. Throws `Refused` when the dates are not paid periods, or more than a year of them. */
export async function addWhatIf(work: Work, input: WhatIfToAsk): Promise<string> {
  const paid = (await listPayRuns(work.tx, input.frameworkId)).filter((run) => Temporal.PlainDate.compare(run.fromOn, input.fromOn) >= 0 && Temporal.PlainDate.compare(run.toOn, input.toOn) <= 0)
  const [last, first] = [paid[0], paid.at(-1)]
  if (last?.toOn.equals(input.toOn) !== true || first?.fromOn.equals(input.fromOn) !== true) throw new Refused('not-paid', 'Choose periods that have been paid: the last must not be before the first.', 'to')
  if (paid.length > MOST_PERIODS) throw new Refused('too-long', `Choose at most ${String(MOST_PERIODS)} periods, which is a year.`, 'to')
  const id = randomUUID()
  await insertWhatIf(work.tx, { ...input, id, askedAt: work.now, askedBy: work.actor.name, askedByAccount: work.actor.userId })
  work.audit({ kind: 'what-if-asked', subjectKind: 'what-if', subjectId: id, detail: { frameworkId: input.frameworkId, fromOn: input.fromOn.toString(), toOn: input.toOn.toString(), scenarios: input.scenarios.length } })
  work.publish(WHAT_IF_ASKED, { whatIfId: id })
  return id
}
