import { Refused } from '../../src/platform/action/refused.ts'

/** For `assert.rejects`: true of a refusal with this code. */
export const refusedAs = (code: string) => (fault: unknown): boolean => fault instanceof Refused && fault.code === code
