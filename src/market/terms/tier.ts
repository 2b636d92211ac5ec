/** A provider's standing in a zone (brief: tier). A prime provider stands as lead of its zone, which then has one lead. */
export const TIERS = ['lead', 'secondary', 'spot', 'last-resort'] as const
export type Tier = (typeof TIERS)[number]
export const TIER_NAMES: Readonly<Record<Tier, string>> = { lead: 'Lead', secondary: 'Secondary', spot: 'Spot', 'last-resort': 'Provider of last resort' }
