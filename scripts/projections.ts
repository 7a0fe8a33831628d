/**
 * `npm run projections`: writes the fingerprint of every projection's program text, without comments and layout. The tidy
 * test compares: a projection that changed without a new version would leave old rows in place.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projections } from '@changxin/server/projections.ts'
import ts from 'typescript'

const server = fileURLToPath(new URL('../server/src/', import.meta.url))
const golden = fileURLToPath(new URL('../server/golden/projections.json', import.meta.url))

/** Files that a projection imports from its own folder, itself first: what its rows depend on. */
function sourcesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  const imports = [...text.matchAll(/from '(\.\/[^']+\.ts)'/g)].map((match) => join(dirname(file), match[1] ?? ''))
  return [file, ...imports.flatMap((one) => sourcesOf(one, seen))]
}

function programText(file: string): string {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true },
  })
  return outputText.replace(/\s+/g, ' ')
}

/**
 * `facilities` is made in facilities/facilities.projection.ts, `maintenance-search` in maintenance/search.projection.ts,
 * `maintenance-tickets` in maintenance/tickets/tickets.projection.ts.
 */
function fileOf(name: string): string {
  const own = join(server, name, `${name}.projection.ts`)
  if (existsSync(own)) return own
  const feature = readdirSync(server).find((folder) => name.startsWith(`${folder}-`)) ?? name
  const part = name.slice(feature.length + 1)
  const beside = join(server, feature, `${part}.projection.ts`)
  return existsSync(beside) ? beside : join(server, feature, part, `${part}.projection.ts`)
}

export function fingerprints(): Record<string, { version: number; fingerprint: string }> {
  return Object.fromEntries(
    projections.map(({ name, version }) => {
      const sources = sourcesOf(fileOf(name)).sort()
      const hash = createHash('sha256')
      for (const source of sources) hash.update(`${relative(server, source)}\n${programText(source)}\n`)
      return [name, { version, fingerprint: hash.digest('hex') }]
    }),
  )
}

export const readGolden = () => JSON.parse(readFileSync(golden, 'utf8')) as ReturnType<typeof fingerprints>

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(golden, `${JSON.stringify(fingerprints(), null, 2)}\n`)
}
