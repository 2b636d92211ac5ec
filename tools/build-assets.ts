// Compiles assets/application.scss to assets/build/application.css, which is committed.
// `--check` writes nothing and ends with 1 when the committed file is stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compileAsync } from 'sass'

const root = join(import.meta.dirname, '..')
const target = join(root, 'assets/build/application.css')

const { css } = await compileAsync(join(root, 'assets/application.scss'), { style: 'compressed', charset: false, quietDeps: true, loadPaths: [root] })
const built = `/* Generated from assets/application.scss by tools/build-assets.ts */\n${css}\n`

if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '')
  if (committed !== built) {
    console.error('assets/build/application.css is stale. Run: node tools/build-assets.ts')
    process.exitCode = 1
  }
} else {
  await mkdir(join(root, 'assets/build'), { recursive: true })
  await writeFile(target, built)
  console.log(`assets/build/application.css: ${String(Math.round(built.length / 1024))} kB`)
}
