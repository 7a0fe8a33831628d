/** The checkout's own text files and their imports; everything by paths relative to the root, with forward slashes. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const notOurs = new Set(['.git', 'node_modules', 'dist', 'test-results', '.DS_Store'])
/** Folders at the root that git ignores or that hold no text of ours. */
const notOursAtRoot = new Set(['data'])
const binary = /\.(png|jpe?g|webp|gif|ico|pdf|xlsx?|db|woff2?)$/

export interface SourceFile {
  readonly path: string
  readonly text: string
}

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name) || (folder === '' && notOursAtRoot.has(entry.name))) return []
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? walk(name) : entry.isFile() && !binary.test(name) ? [name] : []
  })
}

export const allFiles: readonly SourceFile[] = walk('').map((name) => ({
  path: name,
  text: readFileSync(path.join(root, name), 'utf8'),
}))

export const foldersIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)

export const isCode = (file: SourceFile) => /\.(ts|mjs|vue)$/.test(file.path)
export const isTest = (file: SourceFile) => /\.(test|fixture)\.ts$/.test(file.path) || file.path.startsWith('test/')

/** What a file imports, as written. */
export const importsOf = (file: SourceFile): string[] =>
  [...file.text.matchAll(/(?<!['"])\b(?:from|import)\s*\(?\s*['"]([^'"\s,]+)['"]/g)].map((match) => match[1] ?? '')

/** Where an import leads: a path in the checkout, or the name of a package. */
export function targetOf(file: SourceFile, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file.path), specifier)
  if (specifier.startsWith('@/')) return `web/src/${specifier.slice(2)}`
  const [, name, rest = ''] = /^@changxin\/(\w+)\/?(.*)$/.exec(specifier) ?? []
  if (name === undefined) return specifier
  return /\.\w+$/.test(rest) ? `${name}/src/${rest}` : `${name}/src/${rest}/index.ts`
}

/** `path:line: text` of every match, so that an editor can jump there. */
export function matchesIn(file: SourceFile, pattern: RegExp): string[] {
  return file.text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim().slice(0, 120)}`] : []))
}
