import { getPackage } from '../../care/public.ts'
import type { Work } from '../../platform/action/work.ts'

/** Whose package it is, for the audit trail. */
export async function personOfPackage(work: Work, packageId: string): Promise<string> {
  return (await getPackage(work, packageId)).personId
}
