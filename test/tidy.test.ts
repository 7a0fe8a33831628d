/** Keeps the borders of the house. Each check lists what breaks it, and its message says why the border is there. */
import { readEvent } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { allFiles, foldersIn, importsOf, isCode, isTest, matchesIn, type SourceFile, targetOf } from './tidy/files.ts'

const features = [
  'places',
  'maintenance',
  'repair-fund',
  'management',
  'decisions',
  'facilities',
  'renovation',
  'oversight',
  'people',
]
/** Folders that are no feature. A new one is named here, so that nobody invents a second place for the same thing. */
const infrastructure: Record<string, readonly string[]> = {
  shared: ['kernel', 'clock', 'files', 'ledger', 'demo'],
  server: [
    'log',
    'views',
    'live',
    'access',
    'clock',
    'files',
    'ledger',
    'http',
    'commands',
    'process',
    'cluster',
    'rules',
    'sheets',
    'demo',
  ],
  web: ['ui', 'rules', 'i18n', 'live', 'api', 'session'],
}
const packages = Object.keys(infrastructure)

const goalLines = 300
const maxLines = 400
/** Longer files, each with its reason. */
const longFiles: Record<string, string> = {}

const code = allFiles.filter(isCode)
const inPackage = (name: string) => code.filter((file) => file.path.startsWith(`${name}/src/`))
const production = (name: string) => inPackage(name).filter((file) => !isTest(file))
const packageOf = (path: string) => packages.find((name) => path.startsWith(`${name}/`))
const featureOf = (path: string) => features.find((feature) => path.split('/')[2] === feature)

function brokenImports(files: readonly SourceFile[], allowed: (target: string, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !allowed(targetOf(file, specifier), file))
      .map((specifier) => `${file.path} imports ${specifier}`),
  )
}

describe('borders between packages', () => {
  test('shared imports zod and itself alone', () => {
    // Sealed ballots are opened by counters, by the server once the key is out, and by every owner who counts again.
    const isSealing = (target: string, file: SourceFile) =>
      target === 'hpke' && file.path.startsWith('shared/src/decisions/sealing/')
    const forTests = /^(vitest$|fast-check$|node:|test\/kit\/)/
    const broken = brokenImports(
      inPackage('shared'),
      (target, file) =>
        target === 'zod' ||
        isSealing(target, file) ||
        target.startsWith('shared/src/') ||
        (isTest(file) && forTests.test(target)),
    )
    expect(broken, 'the domain is pure: it runs in the browser, in the server and in tests alike').toEqual([])
  })

  test('web meets the server only in shared', () => {
    const allowed = (target: string) => packageOf(target) === undefined || /^(web|shared)\/src\//.test(target)
    const reason = 'what browser and server both know is in shared, so that either can change without the other'
    expect(brokenImports(inPackage('web'), allowed), reason).toEqual([])
    const reaching = inPackage('web').flatMap((file) => matchesIn(file, /from '(\.\.\/)+shared\//))
    expect(reaching, 'import @changxin/shared/<feature>: its index.ts is what it promises').toEqual([])
  })

  test('server imports nothing from web', () => {
    const allowed = (target: string) => packageOf(target) !== 'web'
    expect(brokenImports(inPackage('server'), allowed), 'the server serves the built app and knows no page').toEqual([])
  })

  test('a feature touches another only through its index.ts', () => {
    const broken = packages.flatMap((name) =>
      brokenImports(production(name), (target, file) => {
        const [from, to] = [featureOf(file.path), featureOf(target)]
        const crosses = from !== undefined && to !== undefined && from !== to && packageOf(target) === name
        return !crosses || target.endsWith('/index.ts')
      }),
    )
    expect(broken, 'what a feature does not export it may change at any time').toEqual([])
  })
})

describe('one slug for a feature in every package', () => {
  test.each(packages)('every folder in %s is a feature or named infrastructure', (name) => {
    const known = [...features, ...(infrastructure[name] ?? [])]
    const unknown = foldersIn(`${name}/src`).filter((folder) => !known.includes(folder))
    expect(unknown, 'name a feature by its slug, or add the folder to the list in this test').toEqual([])
  })

  test.each(['server', 'web'])('every feature in %s has its events and rules in shared', (name) => {
    const inShared = foldersIn('shared/src')
    const missing = foldersIn(`${name}/src`).filter((folder) => features.includes(folder) && !inShared.includes(folder))
    expect(missing, '`ls */src/<feature>` shows the whole feature: its domain is in shared').toEqual([])
  })
})

interface Forbidden {
  readonly what: string
  readonly pattern: RegExp
  readonly files: readonly SourceFile[]
  readonly why: string
}

const tests = code.filter(isTest)
const forbidden: readonly Forbidden[] = [
  {
    what: 'a clock or chance in shared',
    pattern: /\bDate\.now\b|new Date\(\)|Math\.random|randomUUID|getRandomValues|performance\.now/,
    files: production('shared'),
    why: 'deciders and folds give the same result for ever: dates and ids come with the command',
  },
  {
    what: 'console in server/src',
    pattern: /\bconsole\.\w/,
    files: production('server'),
    why: 'logs are pino JSON with a request id and no personal data; a program prints with process.stdout.write',
  },
  {
    what: 'a sleep in a test',
    pattern: /\bwaitForTimeout\(|\bsleep\(|\bsetTimeout\([^,]+,\s*[\d_]{3,}\)/,
    files: tests,
    why: 'wait for a position or a state: a sleep is too long on a fast machine and too short on a slow one',
  },
  {
    what: 'a test that does not run',
    pattern: /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:only|skip|todo|fails)\b/,
    files: tests,
    why: 'a test runs or is deleted',
  },
  {
    what: 'a hole in the types',
    pattern: /@ts-(?:ignore|nocheck|expect-error)|:\s*any\s*(?:[,)\]=;>|&]|$)|\bas\s+any\b/,
    files: code.filter((file) => !file.path.endsWith('.mjs')),
    why: 'what TypeScript does not see breaks at run time: use unknown and narrow it',
  },
  {
    what: 'a note to finish it later',
    pattern: /\b(?:TO[D]O|FIX[M]E|X{3}|HA[C]K)\b/,
    files: allFiles.filter((file) => file.path !== 'pnpm-lock.yaml'),
    why: 'what is not done is in the tracker, where it is seen',
  },
  {
    what: 'a path of one machine',
    pattern: /(?:^|[\s'"`(=:])\/(?:work|workspaces?|Users|home\/\w+|root)\//,
    files: allFiles,
    why: 'the repository works on every machine',
  },
  {
    what: 'an address in the lockfile',
    pattern: /tarball:|:\/\//,
    files: allFiles.filter((file) => file.path === 'pnpm-lock.yaml'),
    why: 'packages come from the registry that the machine is set to, also inside a closed network',
  },
]

describe('nowhere in the repository', () => {
  test.each(forbidden)('$what', ({ pattern, files, why }) => {
    expect(files.length, 'the check looks at some files').toBeGreaterThan(0)
    expect(
      files.flatMap((file) => matchesIn(file, pattern)),
      why,
    ).toEqual([])
  })
})

test('no source file is longer than one idea', () => {
  const sources = [...packages.flatMap(inPackage), ...code.filter((file) => file.path.startsWith('scripts/'))]
  const long = sources
    .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
    .filter((file) => file.lines > maxLines && !(file.path in longFiles))
    .map((file) => `${file.path}: ${file.lines} lines`)
  expect(long, `aim at 150 lines, split past ${goalLines}; past ${maxLines} name the file and a reason here`).toEqual(
    [],
  )
})

describe('golden files of events', () => {
  const golden = new Map(
    allFiles
      .filter((file) => file.path.startsWith('shared/golden/'))
      .map((file) => [file.path.slice('shared/golden/'.length), file.text]),
  )

  test('every version of every event has one, and it can still be read', async () => {
    const { allEvents } = await import('@changxin/shared/features')
    expect(allEvents.length).toBeGreaterThan(0)
    const problems = allEvents.flatMap((definition) =>
      Array.from({ length: definition.version }, (_, index) => index + 1).flatMap((version) => {
        const name = `${definition.type}.v${version}.json`
        const text = golden.get(name)
        if (text === undefined) return [`${name} is missing: npm run golden writes a draft`]
        try {
          readEvent(definition, version, JSON.parse(text))
          return []
        } catch (error) {
          return [`${name} cannot be read: ${String(error)}`]
        }
      }),
    )
    expect(problems, 'an event that was ever stored is readable for ever: add an upcast, not a change').toEqual([])
  })

  test('none is left without its event', async () => {
    const { allEvents } = await import('@changxin/shared/features')
    const known = new Map(allEvents.map((definition) => [definition.type, definition.version]))
    const orphans = [...golden.keys()].filter((name) => {
      const [, type = '', version = ''] = /^(\w+)\.v(\d+)\.json$/.exec(name) ?? []
      return !(Number(version) <= (known.get(type) ?? 0))
    })
    expect(orphans, 'logs hold events of this type: a definition is never removed, nor its version lowered').toEqual([])
  })

  test('event types have distinct names', async () => {
    const { allEvents } = await import('@changxin/shared/features')
    const types = allEvents.map((definition) => definition.type)
    expect(
      types.filter((type, index) => types.indexOf(type) !== index),
      'the type is what a stored event is known by',
    ).toEqual([])
  })
})
