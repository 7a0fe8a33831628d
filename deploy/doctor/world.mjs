// What the checks look at: the settings as the service gets them, and whose folders these are.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { readConfig } from '../../server/src/config.ts'

export const programRoot = fileURLToPath(new URL('../..', import.meta.url))
const INSTALLED_SETTINGS = '/etc/changxin/changxin.env'
const INSTALLED_DATA = '/var/lib/changxin'
const USER = 'changxin'

/** Number of user and group by name, from the machine's own list. */
function accountOf(name, root) {
  const file = path.join(root, '/etc/passwd')
  const line =
    existsSync(file) &&
    readFileSync(file, 'utf8')
      .split('\n')
      .find((each) => each.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid) }
}

/** Settings of a file; an empty object where there is none. Throws for a file that cannot be read. */
const settingsOf = (file) => (existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {})

/**
 * @param {{ before: boolean, root: string, env: readonly string[], expect?: string }} options
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function worldOf({ before, root, env, expect }, environment) {
  const installed = path.join(root, INSTALLED_SETTINGS)
  const files = env.length > 0 ? env : [installed]
  const missing = env.filter((file) => !existsSync(file))
  const settings = Object.assign({}, ...files.map(settingsOf), environment)
  const isInstalled = existsSync(installed) || programRoot.startsWith(path.join(root, '/opt/changxin/'))
  settings.DATA_DIR ||= path.join(root, INSTALLED_DATA)
  return {
    before,
    root,
    expect,
    files,
    missing,
    isInstalled,
    settings,
    account: accountOf(USER, root),
    ...configOf(settings),
  }
}

/** The program's own reading of the settings: what it refuses, the doctor names. */
function configOf(settings) {
  try {
    return { config: readConfig(settings), problems: [] }
  } catch (error) {
    return { config: undefined, problems: error.problems ?? [error.message] }
  }
}

/** Runs something as the user of the service, so that what root may do hides nothing. */
export function asUser(account, work) {
  if (!account || process.geteuid() !== 0) return work()
  process.setegid(account.gid)
  process.seteuid(account.uid)
  try {
    return work()
  } finally {
    process.seteuid(0)
    process.setegid(0)
  }
}
