// Production packages of a staged tree, for a platform that need not be this one. Only npm is sure to be there: it fetches
// the exact pnpm that the lockfile was made with.
import { spawnSync } from 'node:child_process'
import { withoutNpm } from '../../scripts/lib/workspace.mjs'

const TIMEOUT_MS = 600_000

/** The npm that called us, else the one on the PATH. */
function npm() {
  const script = process.env.npm_execpath
  return script?.endsWith('npm-cli.js') ? [process.env.npm_node_execpath ?? process.execPath, script] : ['npm']
}

/** @param {string} stage @param {'x64' | 'arm64'} cpu @param {string} pnpm name and version */
export function installFor(stage, cpu, pnpm) {
  const [command, ...prefix] = npm()
  const platform = ['--os', 'linux', '--cpu', cpu, '--libc', 'glibc']
  // The pages are built already: their packages stay behind. The root brings the pinned Node.
  const which = ['--filter', 'changxin', '--filter', '@changxin/server...']
  const install = ['install', '--prod', '--frozen-lockfile', ...platform, ...which, '--reporter=append-only']
  const args = [...prefix, 'exec', '--yes', '--loglevel=error', `--package=${pnpm}`, '--', 'pnpm', ...install]
  const options = { cwd: stage, stdio: ['ignore', 2, 2], env: withoutNpm(process.env), timeout: TIMEOUT_MS }
  const { status, error } = spawnSync(command, args, options)
  if (status !== 0)
    throw new Error(`installing packages for linux-${cpu} failed: ${error?.message ?? `exit code ${status}`}`)
}
