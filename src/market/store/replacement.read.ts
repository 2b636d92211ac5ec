import type { Tx } from '../../platform/db/handles.ts'
import type { KeptReplacement, Replacement } from '../terms/replacement.ts'

/** Replacements that were not withdrawn, of any framework and from any day; a framework has one at most. Every role may read these. */
export async function listReplacementsInForce(tx: Tx): Promise<Replacement[]> {
  const rows = await replacements(tx).where('w.replacement_id', 'is', null).orderBy('r.from_on').orderBy('r.id').execute()
  return rows.map(toReplacement)
}

/** Every replacement of a framework, withdrawn ones too, the latest recorded first. For the council. */
export async function listReplacements(tx: Tx, frameworkId: string): Promise<KeptReplacement[]> {
  const rows = await replacements(tx)
    .select(['r.note', 'r.recorded_at', 'r.recorded_by', 'w.reason', 'w.withdrawn_at', 'w.withdrawn_by'])
    .where('r.framework_id', '=', frameworkId)
    .orderBy('r.recorded_at', 'desc')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    ...toReplacement(row),
    note: row.note,
    recordedAt: Temporal.Instant.from(row.recorded_at),
    recordedBy: row.recorded_by,
    withdrawn: row.withdrawn_at === null ? null : { reason: row.reason ?? '', at: Temporal.Instant.from(row.withdrawn_at), by: row.withdrawn_by ?? '' },
  }))
}

function replacements(tx: Tx) {
  return tx
    .selectFrom('market.framework_replacement as r')
    .innerJoin('market.framework as f', 'f.id', 'r.by_framework_id')
    .innerJoin('market.framework as o', 'o.id', 'r.framework_id')
    .leftJoin('market.framework_replacement_withdrawal as w', 'w.replacement_id', 'r.id')
    .select(['r.id', 'r.framework_id', 'o.name as framework_name', 'r.by_framework_id', 'f.name', 'r.from_on', 'r.new_packages', 'r.changed_percent', 'r.handed_back', 'r.transferred', 'r.all_from_on'])
}

function toReplacement(row: { id: string; framework_id: string; framework_name: string; by_framework_id: string; name: string; from_on: string; new_packages: boolean; changed_percent: number | null; handed_back: boolean; transferred: boolean; all_from_on: string | null }): Replacement {
  return {
    id: row.id,
    frameworkId: row.framework_id,
    frameworkName: row.framework_name,
    byFrameworkId: row.by_framework_id,
    byName: row.name,
    fromOn: Temporal.PlainDate.from(row.from_on),
    rule: {
      newPackages: row.new_packages,
      changedPercent: row.changed_percent,
      handedBack: row.handed_back,
      transferred: row.transferred,
      allFromOn: row.all_from_on === null ? null : Temporal.PlainDate.from(row.all_from_on),
    },
  }
}
