/** A compose file as the engine reads it: YAML with merges, variables filled in, and the shape that the Compose specification gives to what we use of it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'

export const deployFolder = fileURLToPath(new URL('../../deploy/', import.meta.url))
export const textOf = (name: string) => readFileSync(`${deployFolder}${name}`, 'utf8')

const VARIABLE = /\$(?:\$|\{([A-Z][A-Z0-9_]*)(?:(:?[-?])([^}]*))?\})/g

export interface Use {
  readonly name: string
  /** Of `${NAME:-default}`; undefined when it must be given. */
  readonly fallback: string | undefined
}

/** Every variable that a text asks its caller for. */
export const variablesIn = (text: string): Use[] =>
  [...text.matchAll(VARIABLE)].flatMap(([, name, operator, rest]) =>
    name === undefined ? [] : [{ name, fallback: operator?.endsWith('-') ? (rest ?? '') : undefined }],
  )

/** Fills in variables by the specification's rules; throws for one that is needed and not given. */
export function interpolated(text: string, given: Readonly<Record<string, string>>): string {
  return text.replaceAll(VARIABLE, (whole, name?: string, operator?: string, rest?: string) => {
    if (name === undefined) return whole === '$$' ? '$' : whole
    const value = given[name]
    if (value !== undefined && (value !== '' || !operator?.startsWith(':'))) return value
    if (operator?.endsWith('-')) return rest ?? ''
    throw new Error(`${name} is not set${rest ? `: ${rest}` : ''}`)
  })
}

const Duration = z.string().regex(/^(\d+(ms|s|m|h))+$/)
const Healthcheck = z.strictObject({
  test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
  interval: Duration,
  timeout: Duration,
  start_period: Duration.optional(),
  retries: z.int().positive().optional(),
})
const DependsOn = z.record(
  z.string(),
  z.strictObject({ condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']) }),
)
const ServiceNetworks = z.union([
  z.array(z.string()),
  z.record(z.string(), z.strictObject({ ipv4_address: z.ipv4().optional(), aliases: z.array(z.string()).optional() })),
])
const Service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  // A number or a boolean in YAML would reach the program as whatever text the engine makes of it.
  environment: z.record(z.string(), z.string()).optional(),
  user: z.string(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  networks: ServiceNetworks.optional(),
  network_mode: z.enum(['none']).optional(),
  ports: z.array(z.string().regex(/^(\d+\.){0,3}\d*:?\d+:\d+$/)).optional(),
  healthcheck: Healthcheck,
  depends_on: DependsOn.optional(),
  init: z.boolean().optional(),
  stop_grace_period: Duration.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  ulimits: z.strictObject({ nofile: z.int() }).optional(),
  logging: z.strictObject({ driver: z.enum(['local', 'json-file']), options: z.record(z.string(), z.string()) }),
})
const Network = z.strictObject({
  internal: z.boolean().optional(),
  ipam: z.strictObject({ config: z.array(z.strictObject({ subnet: z.cidrv4() })) }).optional(),
})
const ComposeFile = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
    services: z.record(z.string().regex(/^[a-zA-Z0-9._-]+$/), Service),
    networks: z.record(z.string(), Network),
    volumes: z.record(z.string(), z.strictObject({})),
  })
  .strict()

export type ComposeFile = z.output<typeof ComposeFile>
export type Service = z.output<typeof Service>

/** Variables are filled in after the YAML is read, in texts alone: what is filled in stays a text. */
function filledIn(value: unknown, given: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolated(value, given)
  if (Array.isArray(value)) return value.map((each) => filledIn(each, given))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filledIn(each, given)]))
}

/** Throws for what the specification does not know or gives another shape. */
export function readCompose(name: string, given: Readonly<Record<string, string>>): ComposeFile {
  const document: unknown = filledIn(parse(textOf(name), { merge: true, strict: true, uniqueKeys: true }), given)
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(document))
  // Extension fields are the specification's place for what is said once.
  return ComposeFile.parse(Object.fromEntries(entries.filter(([key]) => !key.startsWith('x-'))))
}

/** `source:target[:mode]` of a volume. */
export function mountsOf(
  service: Service,
): { readonly source: string; readonly target: string; readonly mode: string }[] {
  return (service.volumes ?? []).map((mount) => {
    const [source = '', target = '', mode = 'rw'] = mount.split(':')
    return { source, target, mode }
  })
}

export const networksOf = ({ networks }: Service): string[] =>
  networks === undefined ? [] : Array.isArray(networks) ? networks : Object.keys(networks)
