import { z } from 'zod'
import type { NamedSubcontract } from '../store/subcontract.read.ts'

/** A subcontract. */
export const subcontractJson = z.object({
  subcontractId: z.uuid(),
  placementId: z.uuid(),
  packageReference: z.string(),
  providerId: z.uuid(),
  providerName: z.string(),
  subcontractorId: z.uuid(),
  subcontractorName: z.string(),
  fromOn: z.iso.date(),
  toOn: z.iso.date().nullable(),
  weeklyMinutes: z.int(),
  pencePerHour: z.int(),
})

export function subcontractToJson(each: NamedSubcontract): z.output<typeof subcontractJson> {
  const { placementId, packageReference, providerId, providerName, subcontractorId, subcontractorName, weeklyMinutes, pencePerHour } = each
  return { subcontractId: each.id, placementId, packageReference, providerId, providerName, subcontractorId, subcontractorName, fromOn: each.fromOn.toString(), toOn: each.toOn?.toString() ?? null, weeklyMinutes, pencePerHour }
}
