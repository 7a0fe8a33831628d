/** Configuration by environment, parsed once at start; every unknown or wrong value is named. */
import { isIPv4 } from 'node:net'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { filesProblems, filesSettings } from './files/files-config.ts'
import { problemsOfUrl } from './log/kurrentdb/url.ts'

const Flag = z.enum(['0', '1']).transform((value) => value === '1')

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  LOG_ENGINE: z.enum(['sqlite', 'kurrentdb']).default('sqlite'),
  /** `kurrentdb://user:password@host:2113,…?tls=true`; only with LOG_ENGINE=kurrentdb. */
  KURRENTDB_URL: z.string().optional(),
  /** What this node is called in messages and metrics; each of a cluster its own. */
  NODE_NAME: z
    .string()
    .regex(/^[\w.-]{1,60}$/)
    .default(() => hostname()),
  /** Keys that sign and seal; default: the folder `keys` in DATA_DIR. The same content on every node of a cluster. */
  KEYS_DIR: z.string().min(1).optional(),
  /** Unset: what the folder remembers, else 0. */
  DEMO: Flag.optional(),
  /** The day of the demo's "today"; default: the day of the first start. Tests fix it. */
  DEMO_ANCHOR: z.iso.date().optional(),
  DEMO_SEED: z.coerce.number().int().min(0).max(4_294_967_295).default(20_210_715),
  /** Said twice on purpose: a demo folder has known passwords. */
  DEMO_BEYOND_LOOPBACK: z.enum(['yes-known-passwords']).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  TZ: z.literal('Asia/Shanghai').default('Asia/Shanghai'),
  TRUST_PROXY: Flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Requests a minute and address, outside sign-in, which has its own limits. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(10).max(100_000_000).default(6_000),
  WEB_ROOT: z.string().optional(),
  ...filesSettings,
})

export type Config = z.output<typeof Environment> & { readonly KEYS_DIR: string }

/** Names that begin like ours but are not ours are spelling mistakes worth naming. */
const OURS =
  /^(HOST|PORT|DATA_DIR|LOG_|KURRENTDB_|NODE_NAME|KEYS_DIR|DEMO|PUBLIC_URL|SESSION_|TRUST_|RATE_LIMIT|WEB_ROOT|FILES_)/
const TOLERATED = new Set([
  'HOSTNAME',
  'HOSTTYPE',
  'LOG_NAME',
  'SESSION_MANAGER',
  'HOST_IP',
  'KURRENTDB_TEST_URL',
  'KURRENTDB_TEST_RESET',
  'KURRENTDB_TEST_CLUSTER',
  'KURRENTDB_TEST_FAILOVER',
])

/** What each setting allows by itself and what does not go together. */
function contradictions({ LOG_ENGINE, KURRENTDB_URL, SESSION_SECRET, DEMO }: z.output<typeof Environment>): string[] {
  if (LOG_ENGINE === 'sqlite')
    return KURRENTDB_URL === undefined ? [] : ['KURRENTDB_URL: only with LOG_ENGINE=kurrentdb']
  return [
    ...(KURRENTDB_URL === undefined
      ? ['KURRENTDB_URL: needed with LOG_ENGINE=kurrentdb']
      : problemsOfUrl(KURRENTDB_URL).map((problem) => `KURRENTDB_URL: ${problem}`)),
    ...(SESSION_SECRET === undefined
      ? ['SESSION_SECRET: needed with LOG_ENGINE=kurrentdb, the same on every node']
      : []),
    ...(DEMO ? ['DEMO: a demo is built with LOG_ENGINE=sqlite, then copied with npm run log:copy'] : []),
  ]
}

export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const known = new Set(Object.keys(Environment.shape))
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => known.has(name) && value !== ''),
  )
  const unknown = Object.keys(environment).filter((name) => OURS.test(name) && !known.has(name) && !TOLERATED.has(name))
  const parsed = Environment.safeParse(given)
  const problems = [
    ...unknown.map((name) => `${name} is not a setting; known are ${[...known].join(', ')}`),
    ...(parsed.success
      ? contradictions(parsed.data)
      : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)),
    ...(parsed.success ? filesProblems(parsed.data) : []),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const DATA_DIR = resolve(parsed.data.DATA_DIR)
  return { ...parsed.data, DATA_DIR, KEYS_DIR: resolve(parsed.data.KEYS_DIR ?? join(DATA_DIR, 'keys')) }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]'])
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || (isIPv4(host) && host.startsWith('127.'))
}
