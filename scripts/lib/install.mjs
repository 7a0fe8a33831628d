// Installs the workspace's packages, the pinned Node among them, when the lockfile or a package.json changed.
import { existsSync, writeFileSync } from 'node:fs'
import { run } from './processes.mjs'
import { contentHash, packages, say, textOf } from './workspace.mjs'

const stamp = 'node_modules/.install-stamp'
const manifests = [
  'package.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  ...packages.map((name) => `${name}/package.json`),
]

/** The npm that called us, else the one on the PATH. */
function npm() {
  const script = process.env.npm_execpath
  return script?.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm']
}

export async function installMissing() {
  const pnpm = JSON.parse(textOf('package.json')).packageManager
  const wanted = contentHash(manifests, `${pnpm} ${process.platform} ${process.arch}`)
  const present = packages.every((name) => existsSync(`${name}/node_modules`))
  if (present && textOf(stamp) === wanted) return
  say('installing packages …')
  const [command, ...prefix] = npm()
  // Only npm is sure to be there: it fetches the exact pnpm that the lockfile was made with.
  const fetchPnpm = ['exec', '--yes', '--loglevel=error', `--package=${pnpm}`, '--', 'pnpm']
  const install = ['install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn']
  const { code } = await run(command, [...prefix, ...fetchPnpm, ...install], { stdio: ['ignore', 2, 2] })
  if (code !== 0) throw new Error(`installing packages failed (exit code ${code}); is the package registry in reach?`)
  writeFileSync(stamp, wanted)
}
