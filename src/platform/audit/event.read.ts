import type { Tx } from '../db/handles.ts'

/** One line of the audit trail, as it is shown. */
export interface AuditLine {
  readonly seq: number
  readonly at: Temporal.Instant
  readonly actorName: string
  readonly role: string
  readonly organisationId: string | null
  readonly kind: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly personId: string | null
}

/** What to look for in the trail; every part given must fit. */
export interface AuditQuestion {
  readonly kind?: string | undefined
  readonly subjectId?: string | undefined
  readonly personId?: string | undefined
  readonly most: number
}

/** The newest events that fit, newest first. */
export async function listAuditLines(tx: Tx, question: AuditQuestion): Promise<AuditLine[]> {
  let query = tx
    .selectFrom('audit.event')
    .select(['seq', 'at', 'actor_name', 'role', 'organisation_id', 'kind', 'subject_kind', 'subject_id', 'person_id'])
    .orderBy('seq', 'desc')
    .limit(question.most)
  if (question.kind !== undefined) query = query.where('kind', '=', question.kind)
  if (question.subjectId !== undefined) query = query.where('subject_id', '=', question.subjectId)
  if (question.personId !== undefined) query = query.where('person_id', '=', question.personId)
  const rows = await query.execute()
  return rows.map((row) => ({
    seq: row.seq,
    at: Temporal.Instant.from(row.at),
    actorName: row.actor_name,
    role: row.role,
    organisationId: row.organisation_id,
    kind: row.kind,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    personId: row.person_id,
  }))
}
