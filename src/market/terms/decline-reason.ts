/** Why a provider declines, as codes (reasons councils count: W 4.7, B3). A contract may say which of them it allows. */
export const DECLINE_REASONS = ['no-capacity', 'times', 'travel', 'two-workers', 'skills', 'language', 'hours-too-few', 'rate', 'other'] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]
export const DECLINE_REASON_NAMES: Readonly<Record<DeclineReason, string>> = {
  'no-capacity': 'No capacity',
  times: 'Cannot do the times',
  travel: 'Too far to travel',
  'two-workers': 'Cannot provide two care workers',
  skills: 'No care worker with the skills',
  language: 'No care worker who speaks the language',
  'hours-too-few': 'Too few hours',
  rate: 'The rate',
  other: 'Another reason',
}
