import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findDocumentBytes, listDocuments } from '../store/document.read.ts'
import { listOfferHistory } from '../store/offer-history.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEE_DOCUMENTS, UPLOAD_DOCUMENTS, type PackageDocument } from '../terms/document.ts'

/** The documents of a package as the actor may see them. */
export interface SeenDocuments {
  readonly packageId: string
  readonly packageReference: string
  /** The newest version of each document, then its earlier ones. */
  readonly documents: readonly PackageDocument[]
  readonly mayUpload: boolean
}

/** The documents of a package, without their bytes. Throws `NotFound`, also for a package the provider was never offered. */
export async function seeDocuments(house: House, actor: Actor, packageId: string): Promise<SeenDocuments> {
  return read(house, actor, async (work) => {
    need(actor, SEE_DOCUMENTS)
    const { id, reference, personId } = await getPackage(work, packageId)
    const { organisationId } = actor
    if (organisationId !== null && !(await listOfferHistory(work.tx, [id])).some((offer) => offer.providerId === organisationId)) throw new NotFound('The package')
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: id, personId, detail: { part: 'documents' } })
    const isHeld = organisationId === null || (await listPlacementRows(work.tx, { packageId: id, providerId: organisationId })).length > 0
    return { packageId: id, packageReference: reference, documents: await listDocuments(work.tx, { packageId: id }), mayUpload: holds(actor, UPLOAD_DOCUMENTS) && isHeld }
  })
}

/** One document with its bytes. Audits `person-read`: it may say anything about the person. Throws `NotFound` for one the actor may not see, and for one that is withdrawn. */
export async function openDocument(house: House, actor: Actor, documentId: string): Promise<{ readonly document: PackageDocument; readonly bytes: Buffer }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_DOCUMENTS)
    const [document] = await listDocuments(work.tx, { id: documentId })
    const bytes = document === undefined || document.audience === 'withdrawn' ? undefined : await findDocumentBytes(work.tx, documentId)
    if (document === undefined || bytes === undefined) throw new NotFound('The document')
    const { personId } = await getPackage(work, document.packageId)
    work.audit({ kind: 'person-read', subjectKind: 'document', subjectId: document.id, personId, detail: { packageId: document.packageId, version: document.version } })
    return { document, bytes }
  })
}

/** One document without its bytes, for saying who may see it. Throws `NotFound` for one the actor may not see. */
export async function findDocument(house: House, actor: Actor, documentId: string): Promise<{ readonly document: PackageDocument; readonly packageReference: string }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_DOCUMENTS)
    const [document] = await listDocuments(work.tx, { id: documentId })
    if (document === undefined) throw new NotFound('The document')
    const { reference, personId } = await getPackage(work, document.packageId)
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: document.packageId, personId, detail: { part: 'documents' } })
    return { document, packageReference: reference }
  })
}
