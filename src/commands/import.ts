import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { Refused } from '../platform/action/refused.ts'
import { refusalSentence, type ImportOutcome } from '../platform/files/import-outcome.ts'
import { EXIT } from './exit.ts'
import { IMPORTERS, type Importer } from './importers.ts'
import { showProgress } from './progress.ts'

const LIMIT_MB = 500
const SHOWN_REFUSALS = 20

interface Options {
  readonly preview?: true
  readonly json?: true
  readonly framework?: string
  readonly provider?: string
}

/** `tendwell import KIND FILE`: reads a file in, or says what would happen. */
export function addImport(program: Command): void {
  const command = program.command('import').description('read a file in, or preview what it would change')
  for (const importer of IMPORTERS) {
    const kind = command
      .command(`${importer.kind} <file>`)
      .description(importer.about)
      .option('--preview', 'say what would happen and write nothing')
      .option('--json', 'print the outcome as JSON')
      .addHelpText('after', `\nExample:\n  ${importer.example}\n\nEnds with 1 when the file or any of its rows was refused; the other rows are read in all the same.`)
      .action((file: string, options: Options) => runImport(importer, file, options))
    if (importer.ownerOption !== null) kind.option(importer.ownerOption.flags, importer.ownerOption.about)
  }
}

async function runImport(importer: Importer, path: string, options: Options): Promise<void> {
  await needFile(importer, path)
  const { loadConfig } = await import('../platform/config/config.ts')
  const config = loadConfig(process.env)
  const open = importer.isByParts ? await (await import('./open-import-house.ts')).openImportHouse(config) : await (await import('./open-house.ts')).openHouse(config, { purpose: 'import' })
  const bar = await showProgress('Reading in')
  try {
    const preview = options.preview === true
    const outcome = await importer.run(open.house, { name: basename(path), path, preview, owner: options.framework ?? options.provider, onProgress: (done, total) => { bar.update(done, total) } })
    bar.stop()
    const { summary, refusals, notes, changes } = outcome
    if (options.json === true) console.log(JSON.stringify({ kind: importer.kind, file: basename(path), preview, summary, refusals, notes, ...(changes === undefined ? {} : { changes }) }))
    else tell(outcome, preview)
    if (refusals.length > 0) process.exitCode = EXIT.refused
  } finally {
    bar.stop()
    await open.close()
  }
}

function tell({ summary, refusals, notes }: ImportOutcome, preview: boolean): void {
  console.log(preview ? 'Preview: nothing was written.' : 'Done.')
  console.log(Object.entries(summary).map(([name, count]) => `${name} ${String(count)}`).join(', '))
  for (const note of notes) console.log(note)
  for (const refusal of refusals.slice(0, SHOWN_REFUSALS)) console.log(refusalSentence(refusal))
  if (refusals.length > SHOWN_REFUSALS) console.log(`… and ${String(refusals.length - SHOWN_REFUSALS)} more refusals: --json prints all.`)
}

async function needFile(importer: Importer, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) throw new Refused('no-file', `There is no file "${path}": check the path.`)
  if (!importer.isByParts && found.size > LIMIT_MB * 1_000_000) throw new Refused('too-large', `"${path}" has ${String(Math.round(found.size / 1_000_000))} MB and at most ${String(LIMIT_MB)} are read at once: send it in parts.`)
}
