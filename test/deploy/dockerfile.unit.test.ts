/** The Dockerfile without an engine: what it copies is there and gets through the ignore file, and what runs is not root. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { textOf } from './compose-file.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Instruction {
  readonly name: string
  readonly args: string
}

const instructions: Instruction[] = textOf('Dockerfile')
  .replace(/^\s*#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [, name = '', args = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    return { name, args }
  })
const called = (name: string) => instructions.filter((each) => each.name === name).map(({ args }) => args)
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'))

test('it has only instructions that there are', () => {
  const known = 'ARG FROM RUN COPY WORKDIR USER ENV VOLUME EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD'.split(' ')
  expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([])
})

test('what it copies from the checkout is there, and the ignore file lets it through', () => {
  const copied = called('COPY')
    .filter((args) => !args.includes('--from='))
    .flatMap((args) => args.split(/\s+/).slice(0, -1))
  expect(copied.length).toBeGreaterThan(8)
  expect(copied.filter((name) => !existsSync(path.join(root, name)))).toEqual([])
  const allowed = [...textOf('Dockerfile.dockerignore').matchAll(/^!(.+)$/gm)].map((match) => match[1])
  expect([...new Set(copied.map((name) => name.replace(/^\.\//, '')))].sort()).toEqual([...allowed].sort())
})

test('packages, data and keys of this machine stay out of it', () => {
  const lines = textOf('Dockerfile.dockerignore').split('\n')
  for (const line of ['*', '**/node_modules', '**/dist', 'deploy/certificates']) expect(lines).toContain(line)
})

test('the bases are named with a version, and a mirror can take their place', () => {
  const bases = called('ARG').map((args) => args.split('='))
  expect(bases.map(([name]) => `\${${name}}`)).toEqual(called('FROM').map((args) => args.split(' ')[0]))
  for (const [, image] of bases) {
    expect(image).toMatch(/:[\w][\w.-]*$/)
    expect(image).not.toContain('latest')
  }
})

test('what runs is a number above root, from a tree that belongs to root, by the pinned Node alone', () => {
  const users = lastStage.filter(({ name }) => name === 'USER').map(({ args }) => args)
  expect(users).toEqual(['10001:10001'])
  const [tree] = lastStage.filter(({ name }) => name === 'COPY')
  expect(tree?.args).toContain('--chown=0:0')
  const text = lastStage.map(({ args }) => args).join('\n')
  expect(text).not.toMatch(/\b(gcc|g\+\+|make|build-essential|python|npm|pnpm|curl|wget)\b/)
  const programs = lastStage.filter(({ name }) => /^(ENTRYPOINT|HEALTHCHECK)$/.test(name)).map(({ args }) => args)
  expect(programs.length).toBe(2)
  for (const program of programs) expect(program).toContain('"/opt/changxin/node_modules/.bin/node"')
})
