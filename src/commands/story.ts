import path from 'node:path'
import { Option, type Command } from 'commander'
import type { ModelName } from '../market/terms/contract-model.ts'
import { EXIT } from './exit.ts'
import { shareDone } from './share-done.ts'
import { showProgress } from './progress.ts'

const MODELS = ['tiered', 'ranked', 'prime', 'block', 'open'] as const satisfies readonly ModelName[]

interface Options {
  readonly data?: string
  readonly area?: string
  readonly model?: ModelName
  readonly json?: true
}

/** `tendwell story`: builds a council in a database of its own, runs its weeks, and checks what must be true. */
export function addStory(program: Command): void {
  program
    .command('story')
    .description('build a council, run the main job for its weeks, and check that everything adds up')
    .option('--data <folder>', 'folder of real open data to build it on; without it, the demonstration council')
    .option('--area <name>', 'area of that data', 'lincolnshire')
    .addOption(new Option('--model <name>', 'contract model to buy the demonstration council’s care by, for four weeks').choices(MODELS).conflicts('data'))
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  tendwell story --json\n  tendwell story --data ../shared/data --area lincolnshire\n  tendwell story --model prime\n\nThe story has a built-in database of its own, made anew each time, and leaves yours alone. With DATABASE_URL set, that database must be empty.\nEnds with 1 when something that must be true is not.')
    .action(runStory)
}

async function runStory(options: Options): Promise<void> {
  const [{ loadConfig }, { openHouse }, { tellStory, storyTable }] = await Promise.all([import('../platform/config/config.ts'), import('./open-house.ts'), import('../../dev/story/tell-story.ts')])
  const { refuseFilledDatabase } = await import('../../dev/story/refuse-filled-database.ts')
  const config = loadConfig(process.env)
  const plan = await planFor(options)
  const open = await openHouse({ ...config, dataFolder: path.join(config.dataFolder, 'story') }, { purpose: 'story', fresh: config.databaseUrl === null })
  const bar = await showProgress('Telling the story')
  try {
    await refuseFilledDatabase(open.house)
    const story = await tellStory(open.house, plan, (stage, done, total) => { bar.update(shareDone(stage, done / total), 100) })
    bar.stop()
    console.log(options.json === true ? JSON.stringify(story) : storyTable(story))
    if (!story.allTrue) process.exitCode = EXIT.refused
  } finally {
    bar.stop()
    await open.close()
  }
}

async function planFor(options: Options) {
  const now = Temporal.Now.instant()
  if (options.model !== undefined) return (await import('../../dev/story/model-plan.ts')).modelPlan(options.model, now)
  if (options.data === undefined) return (await import('../../dev/demo/demonstration.ts')).demonstrationPlan(now)
  const [{ readRealArea }, { realPlan }] = await Promise.all([import('../../dev/story/real-area.ts'), import('../../dev/story/real-plan.ts')])
  const area = options.area ?? 'lincolnshire'
  const name = area.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
  return realPlan(await readRealArea(options.data, area), name, now)
}
