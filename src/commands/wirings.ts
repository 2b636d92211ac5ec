import type { Config } from '../platform/config/config.ts'
import type { SliceWiring } from '../platform/slice-wiring.ts'

/** Every part of the running program, in the order of its navigation. The one list of what there is. */
export async function wiringsFor(config: Pick<Config, 'notifyApiKey' | 'demonstration' | 'oidc' | 'publicUrl'> & Partial<Pick<Config, 'webhookPrivateAddresses'>>): Promise<SliceWiring[]> {
  const [{ adminWiring }, { notifyDelivery }] = await Promise.all([import('../platform/admin/wiring.ts'), import('../platform/notify/deliver.ts')])
  const slices = await Promise.all([
    import('../overview/wiring.ts'),
    import('../brokerage/wiring.ts'),
    import('../visits/wiring.ts'),
    import('../outcomes/wiring.ts'),
    import('../payment/wiring.ts'),
    import('../market/wiring.ts'),
    import('../reporting/wiring.ts'),
  ])
  const [{ providerNames }, { personIdsByReference }] = await Promise.all([import('../market/public.ts'), import('../care/public.ts')])
  const { webhooksWiring } = await import('../platform/webhooks/wiring.ts')
  const { galleryWiring } = await import('../../dev/gallery/wiring.ts')
  return [
    ...slices.map((slice) => slice.wiring),
    adminWiring({ deliver: config.notifyApiKey === null ? null : notifyDelivery(config.notifyApiKey), publicUrl: config.publicUrl, directory: { providerNames, personIdsByReference }, issuer: config.oidc.issuer }),
    webhooksWiring({ topics: slices.flatMap((slice) => slice.wiring.webhookTopics ?? []), publicUrl: config.publicUrl, mayBePrivate: config.webhookPrivateAddresses ?? false }),
    ...(config.demonstration ? [galleryWiring] : []),
  ]
}
