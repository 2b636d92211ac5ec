/** How soon a referral asks for care (B1). Care asks for it, frameworks promise quicker answers by it: neither owns the words. */
export const URGENCIES = ['emergency', 'discharge', 'planned'] as const
export type Urgency = (typeof URGENCIES)[number]
export const URGENCY_NAMES: Readonly<Record<Urgency, string>> = { emergency: 'Emergency', discharge: 'Discharge from hospital', planned: 'Planned' }
