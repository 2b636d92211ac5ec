/** Writes docs/settings.md from the settings themselves; with `--check`, only says whether it is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SETTING_NOTES } from '../src/platform/config/settings.ts'

const file = join(import.meta.dirname, '../docs/settings.md')
const rows = Object.entries(SETTING_NOTES).map(([name, note]) => `| \`${name}\` | ${note.about} | ${note.fallback} | ${note.give} |`)
const text = `# Settings

Tendwell is configured by environment variables. A name that begins with \`TENDWELL_\` and is not in this table, or a
value that is not accepted, stops the start with the setting, the value and the fix. This page is made from
\`src/platform/config/settings.ts\` by \`npm run docs:settings\`.

| setting | what it does | when left out | give |
| --- | --- | --- | --- |
${rows.join('\n')}
`

if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/settings.md is out of date: run "npm run docs:settings".')
  process.exit(1)
}
