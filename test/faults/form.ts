/** True where campaigns run in their long form, as `npm run faults -- --long` asks; short otherwise, as in CI. */
export const IS_LONG = process.env['TENDWELL_TEST_FAULTS'] === 'long'

const MINUTES = process.env['TENDWELL_TEST_FAULTS_MINUTES']
const TOLD_EVERY_MS = 30_000

/** The seed of a campaign: its own, or the one that `TENDWELL_TEST_SEED` gives, so that parts of a campaign each try something else. */
export function seedOr(own: number): number {
  return Number(process.env['TENDWELL_TEST_SEED'] ?? String(own))
}

/** The time that a campaign has, and what it tells on the way. */
interface Span {
  /** Whether its minutes are over, as `--minutes` gives them; never without. What was done until then is its result. */
  isOver(): boolean
  /** Says where the campaign stands, twice a minute at most and on the error stream: whoever stops it has that much. */
  tell(found: () => object): void
}

/** The time of a campaign from now on. */
export function spanOf(name: string): Span {
  const began = performance.now()
  const until = MINUTES === undefined ? Infinity : began + Number(MINUTES) * 60_000
  let toldAt = began
  return {
    isOver: () => performance.now() >= until,
    tell: (found) => {
      if (!IS_LONG || performance.now() < toldAt + TOLD_EVERY_MS) return
      toldAt = performance.now()
      process.stderr.write(`${name} after ${String(Math.round((toldAt - began) / 1000))} s: ${JSON.stringify(found())}\n`)
    },
  }
}
