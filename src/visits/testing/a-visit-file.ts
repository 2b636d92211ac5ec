/** Cells of our own layout; what is left out is empty. */
export interface FileRow {
  readonly visit_reference: string
  readonly person_reference: string
  readonly visit_date: string
  readonly sequence?: number
  readonly planned_visit?: number
  readonly planned_start?: string
  readonly worker_reference?: string
  readonly second_worker?: 'yes' | 'no'
  readonly check_in?: string
  readonly check_in_method?: string
  readonly check_out?: string
  readonly check_out_method?: string
  readonly outcome?: string
  readonly notice_hours?: number
}

export const HEADER = ['visit_reference', 'sequence', 'person_reference', 'visit_date', 'planned_visit', 'planned_start', 'worker_reference', 'second_worker', 'check_in', 'check_in_method', 'check_out', 'check_out_method', 'outcome', 'notice_hours'] as const

/** A visit file of our own layout: sequence 1 and delivered unless a row says otherwise. */
export function aVisitFile(rows: readonly FileRow[]): Buffer {
  const lines = rows.map((row) => {
    const cells: Readonly<Record<string, string | number | undefined>> = { sequence: 1, outcome: 'delivered', ...row }
    return HEADER.map((heading) => String(cells[heading] ?? '')).join(',')
  })
  return Buffer.from(`${[HEADER.join(','), ...lines].join('\r\n')}\r\n`)
}
