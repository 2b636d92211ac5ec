/** One line of the audit trail, as an action or a read reports it. Holds ids and facts, never names or addresses. */
export interface AuditEvent {
  /** What happened, past tense: `offer-accepted`, `person-read`. */
  readonly kind: string
  /** The kind of thing it happened to: `offer`, `person`. */
  readonly subjectKind: string
  readonly subjectId: string
  /** The person whose record it concerns, so that their access history can be shown. */
  readonly personId?: string | null
  readonly detail?: Readonly<Record<string, unknown>>
}
