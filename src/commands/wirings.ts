import type { Config } from '../platform/config/config.ts'
import type { SliceWiring } from '../platform/slice-wiring.ts'

/** Every part of the running program, in the order of its navigation. The one list of what there is. */
export async function wiringsFor(config: Config): Promise<SliceWiring[]> {
  const [{ adminWiring }, { notifyDelivery }] = await Promise.all([import('../platform/admin/wiring.ts'), import('../platform/notify/deliver.ts')])
  const { wiring: visits } = await import('../visits/wiring.ts')
  const { galleryWiring } = await import('../../dev/gallery/wiring.ts')
  return [visits, adminWiring(config.notifyApiKey === null ? null : notifyDelivery(config.notifyApiKey)), ...(config.demonstration ? [galleryWiring] : [])]
}
