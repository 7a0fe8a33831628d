/** Configuration by environment, parsed once at start; every unknown or wrong value is named. */
import { isIPv4 } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

const Flag = z.enum(['0', '1']).transform((value) => value === '1')

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  LOG_ENGINE: z.enum(['sqlite']).default('sqlite'),
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
})

export type Config = z.output<typeof Environment>

/** Names that begin like ours but are not ours are spelling mistakes worth naming. */
const OURS = /^(HOST|PORT|DATA_DIR|LOG_|DEMO|PUBLIC_URL|SESSION_|TRUST_|RATE_LIMIT|WEB_ROOT)/
const TOLERATED = new Set(['HOSTNAME', 'HOSTTYPE', 'LOG_NAME', 'SESSION_MANAGER', 'HOST_IP'])

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
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return { ...parsed.data, DATA_DIR: resolve(parsed.data.DATA_DIR) }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]'])
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || (isIPv4(host) && host.startsWith('127.'))
}
