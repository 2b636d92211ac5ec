import { z } from 'zod'
import type { Role } from '../../platform/access/roles.ts'
import { topic } from '../../platform/jobs/topic.ts'

/** A large visit file is to be looked through or kept by a job. */
export const IMPORT_ASKED = topic('visits.import-asked', z.object({ askedImportId: z.uuid() }))

/** A large visit file that somebody asked to have looked through (a preview) or kept, and how far that has come. */
export interface AskedImport {
  readonly id: string
  readonly providerId: string
  readonly heldFileId: string
  readonly name: string
  readonly isPreview: boolean
  readonly askedAt: Temporal.Instant
  readonly askedBy: { readonly account: string; readonly name: string; readonly role: Role }
  readonly rowsDone: number
  /** Null until the rows were counted. */
  readonly rowsTotal: number | null
  readonly endedAt: Temporal.Instant | null
  /** Why it was refused; null when it was not. */
  readonly refusedWords: string | null
}
