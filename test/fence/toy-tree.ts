import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const ROOT = join(import.meta.dirname, '../..')

/** A small tree with the house's layout: every file a case may lawfully or unlawfully import. */
const GROUND: Readonly<Record<string, string>> = {
  'src/kernel/amounts.ts': 'export type Pence = number',
  'src/platform/db/handles.ts': 'export interface Db { readonly db: true }',
  'src/platform/web/route.ts': 'export const route = 1',
  'src/platform/config/config.ts': 'export const config = 1',
  'src/platform/access/permission.ts': 'export interface Permission { readonly name: string }',
  'src/care/terms.ts': 'export type Person = string',
  'src/care/public.ts': 'export const getPerson = 1',
  'src/visits/terms.ts': 'export type Visit = string',
  'src/visits/terms/band.ts': 'export type Band = string',
  'src/visits/public.ts': 'export const listVisits = 1',
  'src/visits/rules/exceptions.ts': 'export const exceptions = 1',
  'src/visits/store/visit.read.ts': 'export const findVisit = 1',
  'src/payment/terms.ts': 'export type PayLine = string',
  'src/payment/rules/price.ts': 'export const price = 1',
  'src/payment/store/run.read.ts': 'export const findRun = 1',
  'src/payment/store/run.write.ts': 'export const saveRun = 1',
  'src/payment/actions/close-run.ts': 'export const closeRun = 1',
  'src/payment/pages/run/route.ts': 'export const page = 1',
  'src/payment/wiring.ts': "export { page } from './pages/run/route.ts'",
  'src/payment/testing/a-run.ts': 'export const aRun = 1',
  'dev/demo/load.ts': 'export const load = 1',
  'src/commands/serve.ts': 'export const serve = 1',
}

/** Writes the ground and the files given (path to text) into a temporary folder, and answers what the real fence says of it. */
export async function cruiseToyTree(files: Readonly<Record<string, string>>): Promise<(path: string) => string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tendwell-fence-'))
  try {
    for (const [path, text] of Object.entries({ ...GROUND, ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), `${text}\n`)
    }
    for (const name of ['package.json', 'tsconfig.json']) cpSync(join(ROOT, name), join(folder, name))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    return rulesBrokenIn(await cruiseFolder(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function cruiseFolder(folder: string): Promise<ICruiseResult> {
  const fence = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as IFlattenedRuleSet & { options: ICruiseOptions }
  const { enhancedResolveOptions, ...options } = fence.options
  const result = await cruise(
    ['src', 'dev'],
    { ...options, baseDir: folder, preserveSymlinks: true, validate: true, ruleSet: fence, tsConfig: { fileName: join(folder, 'tsconfig.json') } },
    { ...enhancedResolveOptions, symlinks: false },
    { tsConfig: extractTSConfig(join(folder, 'tsconfig.json')) },
  )
  if (typeof result.output === 'string') throw new Error(result.output)
  return result.output
}

function rulesBrokenIn(result: ICruiseResult): (path: string) => string[] {
  return (path) => [...new Set(result.summary.violations.filter((violation) => violation.from === path).map((violation) => violation.rule.name))]
}
