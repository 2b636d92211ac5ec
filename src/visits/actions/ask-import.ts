import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Forbidden, NotFound } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { findAskedImport, listAskedImports } from '../store/asked-import.read.ts'
import { deleteAskedBefore, insertAskedImport } from '../store/asked-import.write.ts'
import { SEND_VISITS, type ExceptionKind, type UnderstoodRow, type VisitImportSummary } from '../terms.ts'
import { IMPORT_ASKED, type AskedImport } from '../terms/asked-import.ts'

/** What came, or would come, of a file that a job looked through: what its page shows. */
export interface AskedOutcome {
  /** The file as kept; null in a preview and when the file was refused. */
  readonly visitFileId: string | null
  readonly summary: VisitImportSummary
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
  readonly understood: readonly UnderstoodRow[]
  readonly exceptions: Readonly<Partial<Record<ExceptionKind, number>>>
  /** The refused rows of a preview as CSV, to be corrected. */
  readonly refusedRows: string
  /** True for a table of headings that nobody has said the meaning of, small enough for the page that asks. */
  readonly canBeMapped: boolean
}

/** An asked import with what came of it; null until it ended. */
export interface SeenAskedImport extends AskedImport {
  readonly outcome: AskedOutcome | null
}

const KEPT_HOURS = 48
/** So long its file is held. */
const SHOWN_HOURS = 24

/**
 * Asks for a held visit file to be looked through, or kept, by a job: a large file takes longer than somebody should wait for a page. Asked twice, the file is
 * still kept once. Answers the id under which `seeAskedImport` tells how far it has come.
 */
export async function askImport(house: House, actor: Actor, file: Pick<AskedImport, 'heldFileId' | 'name' | 'isPreview'>): Promise<string> {
  return write(house, actor, async (work) => {
    need(actor, SEND_VISITS)
    const { userId, organisationId, role } = actor
    if (userId === null || organisationId === null || role === 'system') throw new Forbidden(SEND_VISITS.words)
    const id = randomUUID()
    await insertAskedImport(work.tx, { ...file, id, providerId: organisationId, askedAt: work.now, askedBy: { account: userId, name: actor.name, role } })
    work.audit({ kind: 'visit-import-asked', subjectKind: 'held-file', subjectId: file.heldFileId, detail: { isPreview: file.isPreview } })
    work.publish(IMPORT_ASKED, { askedImportId: id })
    return id
  })
}

/** What was asked for and what came of it, to whoever asked. Throws `NotFound`, for everybody else too. */
export async function seeAskedImport(house: House, actor: Actor, id: string): Promise<SeenAskedImport> {
  return read(house, actor, async (work) => {
    need(actor, SEND_VISITS)
    const asked = await findAskedImport(work.tx, id)
    if (asked === undefined || asked.askedBy.account !== actor.userId) throw new NotFound('The file')
    // It was written by `workAskedImport`.
    return { ...asked, outcome: asked.outcome as AskedOutcome | null }
  })
}

/** What the actor asked for and has not come to its end: in hand, or looked through and neither kept nor refused. Newest first. */
export async function seeOwnAskedImports(house: House, actor: Actor): Promise<AskedImport[]> {
  return read(house, actor, async (work) => {
    need(actor, SEND_VISITS)
    const asked = actor.userId === null ? [] : await listAskedImports(work.tx, actor.userId)
    const since = work.now.subtract({ hours: SHOWN_HOURS })
    return asked.filter((each) => Temporal.Instant.compare(each.askedAt, since) > 0 && (each.endedAt === null || (each.isPreview && each.refusedWords === null)))
  })
}

/** Deletes what was asked for two days ago and longer: the files are no longer held either. */
export async function sweepAskedImports(house: House, actor: Actor): Promise<void> {
  await write(house, actor, async (work) => {
    const asked = await deleteAskedBefore(work.tx, work.now.subtract({ hours: KEPT_HOURS }))
    work.audit({ kind: 'asked-imports-swept', subjectKind: 'asked-import', subjectId: 'old', detail: { asked } })
  })
}
