/** A GLN in the list of schemes of electronic addresses (EAS) and of identifiers (ICD). */
export const GLN_SCHEME = '0088'

/**
 * The check digit of a GS1 number without its own: the digits weigh 3 and 1 in turn from the right, and with the check digit they make a multiple of ten
 * (GS1 General Specifications, 7.9.1). A GLN has twelve digits before it.
 */
export function gs1CheckDigit(digits: string): number {
  const sum = Array.from(digits, Number).toReversed().reduce((all, digit, at) => all + digit * (at % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** Whether digits end in their own check digit, which is all that PEPPOL-COMMON-R040 asks of a GLN. */
export function isGs1Number(text: string): boolean {
  return /^\d{2,}$/.test(text) && gs1CheckDigit(text.slice(0, -1)) === Number(text.at(-1))
}
