/** What the documents say is there is there: links, pictures, commands, files, settings, accounts, examples. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { readConfig } from '@changxin/server/config.ts'
import { demoAccounts } from '@changxin/server/demo/index.ts'
import { ClientMessage, CommandAnswer, Problem, ServerMessage } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { shots } from '../scripts/lib/shots.ts'
import { allFiles, foldersIn } from './tidy/files.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = allFiles.filter(({ path: name }) => name.endsWith('.md'))
const textOf = (name: string) => allFiles.find((file) => file.path === name)?.text ?? ''
const names = allFiles.map((file) => file.path)
/** Code and examples hold no links. */
const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')

/** As GitHub makes them. */
const anchorsIn = (text: string) =>
  [...text.replace(/```[\s\S]*?```/g, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )

function linksOf(text: string): string[] {
  const markdown = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
  const html = [...withoutCode(text).matchAll(/\b(?:src|href)="([^"]+)"/g)]
  return [...markdown, ...html].map((match) => match[1] ?? '').filter((link) => !/^[a-z]+:/.test(link))
}

function brokenLink(from: string, link: string): string | undefined {
  const [target = '', anchor] = link.split('#')
  const file = target === '' ? from : path.posix.join(path.posix.dirname(from), target)
  if (!existsSync(path.join(root, file))) return `${from}: ${link}`
  const isKnown = anchor === undefined || anchorsIn(textOf(file)).includes(decodeURIComponent(anchor))
  return isKnown ? undefined : `${from}: ${link} has no such heading`
}

test('every link leads somewhere', () => {
  expect(docs.length).toBeGreaterThan(10)
  expect(docs.flatMap((doc) => linksOf(doc.text).flatMap((link) => brokenLink(doc.path, link) ?? []))).toEqual([])
})

test('every picture is one that npm run pictures takes', () => {
  const shown = docs.flatMap((doc) => [...doc.text.matchAll(/docs\/pictures\/([\w-]+)\.png/g)].map((match) => match[1]))
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter((name) => !shots.some((shot) => shot.name === name))).toEqual([])
})

test('every npm command is a script', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const known = new Set(Object.keys(scripts))
  const named = docs.flatMap(({ path: name, text }) =>
    [...text.matchAll(/\bnpm (?:run ([a-z:-]+)|(start|test)\b)/g)].map(
      (match) => [name, match[1] ?? match[2] ?? ''] as const,
    ),
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter(([, script]) => !known.has(script))).toEqual([])
  const told = textOf('CONTRIBUTING.md')
  expect(
    Object.keys(scripts).filter((name) => !told.includes(`npm ${name}`) && !told.includes(`npm run ${name}`)),
  ).toEqual([])
})

const topFolders = 'shared|server|web|test|scripts|deploy|docs'
/** Words in backticks that are paths here; `<feature>` and `*` stand for any name. */
function pathsIn(text: string): string[] {
  const inline = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
  return inline.filter((word) => new RegExp(`^(?:${topFolders})/[\\w./<>*-]+$`).test(word))
}

function isThere(name: string): boolean {
  const literal = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/<\w+>|\*/g, '[^/]+')
  const pattern = new RegExp(`^${literal}${name.endsWith('/') ? '' : '(/|$)'}`)
  return existsSync(path.join(root, name)) || names.some((file) => pattern.test(file))
}

test('every file that a document names is there', () => {
  const named = docs.flatMap((doc) => pathsIn(doc.text).map((name) => [doc.path, name] as const))
  expect(named.length).toBeGreaterThan(80)
  expect(named.filter(([, name]) => !isThere(name))).toEqual([])
})

test('.env.example names every setting, nothing else, and its values are taken', () => {
  const refusal = (() => {
    try {
      readConfig({ LOG_NOTHING_OF_THE_KIND: '1' })
    } catch (error) {
      return String(error)
    }
    return ''
  })()
  const settings = (/known are (.+)$/m.exec(refusal)?.[1] ?? '').split(', ')
  expect(settings).toContain('DATA_DIR')
  const lines = [...textOf('.env.example').matchAll(/^(# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)]
  expect(lines.map((match) => match[2]).sort()).toEqual([...settings].sort())
  const given = parseEnv(lines.map(([, , name, value]) => `${name}=${value}`).join('\n'))
  const without = (pattern: RegExp) => Object.fromEntries(Object.entries(given).filter(([name]) => !pattern.test(name)))
  // One machine and a cluster, a folder and a storage are not set together.
  const ofOneMachine = without(/^(KURRENTDB_|FILES_S3_)/)
  const ofCluster = { ...without(/^(DEMO|FILES_DIR)/), LOG_ENGINE: 'kurrentdb' }
  expect(() => readConfig(ofOneMachine)).not.toThrow()
  const secrets = { SESSION_SECRET: 's'.repeat(32), FILES_S3_ACCESS_KEY_ID: 'id', FILES_S3_SECRET_ACCESS_KEY: 'key' }
  expect(() => readConfig({ ...ofCluster, ...secrets })).not.toThrow()
})

test('both READMEs name every demo account, its password, and no other', () => {
  const accounts = demoAccounts.map(({ loginName }) => loginName)
  for (const name of ['README.md', 'README.en.md']) {
    const rows = textOf(name)
      .split('\n')
      .filter((line) => line.startsWith('| '))
    const told = rows.flatMap((row) =>
      [...(row.split('|')[2] ?? '').matchAll(/`([a-z]+)`/g)].map((match) => match[1] ?? ''),
    )
    expect([...new Set(told)].sort(), name).toEqual([...accounts].sort())
    for (const { password } of demoAccounts) expect(textOf(name)).toContain(password)
  }
  expect(shots.flatMap(({ as }) => (as === null || accounts.includes(as) ? [] : [as]))).toEqual([])
})

test.each(['ARCHITECTURE.md', 'GLOSSARY.md'])('%s names every feature', (name) => {
  const infrastructure = ['kernel', 'clock', 'files', 'ledger', 'demo']
  const features = foldersIn('shared/src').filter((folder) => !infrastructure.includes(folder))
  expect(features.length).toBeGreaterThan(5)
  expect(features.filter((feature) => !textOf(name).includes(`\`${feature}\``))).toEqual([])
})

describe('examples in docs/api.md fit their schemas', () => {
  const schemas = { ClientMessage, CommandAnswer, Problem, ServerMessage }
  const examples = [...textOf('docs/api.md').matchAll(/<!-- (\w+) -->\n```json\n([\s\S]*?)```/g)]

  test('all of them are checked', () => {
    expect(examples.length).toBe([...textOf('docs/api.md').matchAll(/```json/g)].length)
    expect(new Set(examples.map((match) => match[1]))).toEqual(new Set(Object.keys(schemas)))
  })

  test.each(examples.map(([, name = '', json = ''], index) => [index + 1, name, json] as const))(
    '%i: %s',
    (_, name, json) => {
      const example: unknown = JSON.parse(json)
      expect(schemas[name as keyof typeof schemas].parse(example)).toEqual(example)
    },
  )
})

test('the benchmarks find their places in docs/performance.md', () => {
  for (const name of ['http', 'log']) {
    const block = new RegExp(`<!-- bench:${name} -->\\n[\\s\\S]*?\\n<!-- /bench:${name} -->`)
    expect(textOf('docs/performance.md')).toMatch(block)
  }
})
