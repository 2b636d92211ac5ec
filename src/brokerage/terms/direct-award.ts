/** Why a package may be offered to one provider outside the order of the framework. */
export const AWARD_GROUNDS = ['persons-choice', 'existing-provider', 'urgent', 'other'] as const
export type AwardGround = (typeof AWARD_GROUNDS)[number]
export const AWARD_GROUND_NAMES: Readonly<Record<AwardGround, string>> = {
  'persons-choice': 'The person chose this provider',
  'existing-provider': 'This provider cares for the person already',
  urgent: 'There is no time to ask in the framework’s order',
  other: 'Other grounds',
}
