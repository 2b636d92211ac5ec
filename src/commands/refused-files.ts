import { refusalSentence, type Refusal } from '../platform/files/import-outcome.ts'

const SHOWN_REFUSALS = 20

/** Says which files a command refused and why: for people the first of each file, as JSON all of them. */
export function tellRefusedFiles(files: readonly { readonly name: string; readonly refusals: readonly Refusal[] }[], asJson: boolean): void {
  if (asJson) console.log(JSON.stringify({ refused: files.map(({ name, refusals }) => ({ file: name, refusals })) }))
  for (const { name, refusals } of files) {
    console.error(`${name} was refused:`)
    for (const refusal of refusals.slice(0, SHOWN_REFUSALS)) console.error(`  ${refusalSentence(refusal)}`)
    if (refusals.length > SHOWN_REFUSALS) console.error(`  … and ${String(refusals.length - SHOWN_REFUSALS)} more: --json prints all.`)
  }
}
