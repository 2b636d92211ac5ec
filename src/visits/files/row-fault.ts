/** Why a row whose cells are all good is still refused. Becomes a `Refusal` with the row's line. */
export interface RowFault {
  readonly column: string
  readonly value: string
  readonly reason: string
  readonly fix: string
}

export function rowFault(column: string, value: string, reason: string, fix: string): RowFault {
  return { column, value, reason, fix }
}

/** Tells a fault from an understood record. */
export function isRowFault(understood: object): understood is RowFault {
  return 'reason' in understood
}
