// Builds web/dist, and only when something that goes into it changed.
import { writeFileSync } from 'node:fs'
import { run } from './processes.mjs'
import { contentHash, root, say, sourceFiles, textOf } from './workspace.mjs'

const stamp = 'web/dist/.stamp'

/** Resolves to false when the build failed; its messages are on the screen then. */
export async function buildWeb(node) {
  const wanted = contentHash([...sourceFiles('web'), ...sourceFiles('shared'), 'pnpm-lock.yaml'])
  if (textOf(stamp) === wanted) return true
  say('building the web app …')
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']
  const { code } = await run(node, vite, { cwd: `${root}/web` })
  if (code !== 0) return false
  writeFileSync(stamp, wanted)
  return true
}
