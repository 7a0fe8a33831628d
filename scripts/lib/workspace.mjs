// The checkout and the environment that every child process gets.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const packages = ['shared', 'server', 'web']
export const oldestNodeMajor = 20
export const pinnedNodeMajor = 26

/** Notes go to stderr, so that what a task prints on stdout can be piped on. */
export const say = (text) => console.error(`changxin: ${text}`)

const kept = /^npm_config_(registry|cache|userconfig|proxy|https_proxy|noproxy|cafile|strict_ssl)$/i
const dropped = /^(npm_|pnpm_|INIT_CWD$|NODE_OPTIONS$)/i

/** npm hands its own settings on as npm_* variables; another npm or pnpm below would read or warn about them. */
export const withoutNpm = (variables) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => kept.test(name) || !dropped.test(name)))

/** Handed to every child; tasks add to it. */
export const env = withoutNpm(process.env)

export const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

/** One hash over names and contents: says whether anything changed, whatever the clock or git did to the files' dates. */
export function contentHash(files, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const file of files) {
    if (existsSync(file)) hash.update(`\0${file}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const notSource = new Set(['node_modules', 'dist'])

/** Source files below a folder, in a fixed order, without tests. */
export function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSource.has(entry.name) && !/\.(test|fixture)\.ts$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`
      return entry.isDirectory() ? sourceFiles(file) : [file]
    })
}
