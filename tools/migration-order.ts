/** Checks that migrations/ is numbered 0001, 0002, … without a gap or a repeat: they run in that order and never change. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const files = readdirSync(join(import.meta.dirname, '../migrations')).toSorted()
const problems = files.flatMap((file, index) => {
  const expected = String(index + 1).padStart(4, '0')
  if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file)) return [`migrations/${file}: name it ${expected}_what_it_does.sql`]
  return file.startsWith(`${expected}_`) ? [] : [`migrations/${file}: the number after the one before it is ${expected}`]
})

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
}
