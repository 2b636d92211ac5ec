import { publishedReasonCodes } from '../../files/reason-codes.ts'

/** The reasons of the published list that a care worker can have for checking in or out by hand. */
const CODES = ['no-check-in', 'no-check-out', 'device-awaited', 'device-faulty', 'cannot-use-app', 'care-outside-home', 'other']

/** They, with their words, in this order. */
export const handReasons: readonly { readonly code: string; readonly words: string }[] = CODES.flatMap((code) => publishedReasonCodes.find((each) => each.code === code) ?? []).map(({ code, words }) => ({ code, words }))
