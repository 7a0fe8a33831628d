/** The smallest telling example of a zod schema: every field filled, one row in a list, the first of several choices. */
import { z } from 'zod'

interface Shape {
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly propertyNames?: Shape
  readonly additionalProperties?: Shape | boolean
  readonly items?: Shape
  readonly prefixItems?: readonly Shape[]
  readonly minItems?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly format?: string
  readonly pattern?: string
}

const byFormat: Readonly<Record<string, string>> = {
  date: '2026-03-01',
  'date-time': '2026-03-01T08:30:00.000Z',
  time: '08:30:00',
  email: 'example@example.org',
  uri: 'https://example.org/',
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
}
/** Tried in turn against a pattern. */
const texts = [
  'example-1',
  '示例',
  '+8613800000000',
  '13800000000',
  '2026-03',
  '08:30',
  '1',
  'A',
  'a000000000001',
  ...[32, 40, 64, 128].map((length) => 'abc'.padEnd(length, '0')),
  `${'A'.repeat(43)}=`,
  `${'A'.repeat(86)}==`,
]

function textOf({ format, pattern, minLength = 0, maxLength = Infinity }: Shape): string {
  const known = format === undefined ? undefined : byFormat[format]
  if (known !== undefined) return known
  const fits = new RegExp(pattern ?? '', 'u')
  const candidates = pattern === undefined ? ['示例', '示', '示例'.padEnd(minLength, '例')] : texts
  const found = candidates.find((text) => fits.test(text) && text.length >= minLength && text.length <= maxLength)
  if (found === undefined)
    throw new Error(`no example text for ${pattern ?? `${minLength} to ${maxLength} characters`}`)
  return found
}

function numberOf({ minimum, exclusiveMinimum, maximum }: Shape): number {
  const least = Math.max(1, minimum ?? 1, (exclusiveMinimum ?? 0) + 1)
  return Math.min(least, maximum ?? least)
}

/** The keys of a record: every one that an enum lists, else one made up. */
const keysOf = (names: Shape = { type: 'string' }) => (names.enum ?? [fill(names)]).map(String)

function objectOf({ properties = {}, propertyNames, additionalProperties }: Shape): Record<string, unknown> {
  const fields = Object.entries(properties).map(([name, shape]) => [name, fill(shape)] as const)
  const isRecord = typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
  const entries = isRecord ? keysOf(propertyNames).map((key) => [key, fill(additionalProperties)] as const) : []
  return Object.fromEntries([...fields, ...entries])
}

function fill(shape: Shape): unknown {
  if ('const' in shape) return shape.const
  if (shape.enum) return shape.enum[0]
  const [first] = shape.anyOf ?? shape.oneOf ?? []
  if (first) return fill(first)
  if (shape.allOf) return fill(Object.assign({}, ...shape.allOf))
  if (shape.prefixItems) return shape.prefixItems.map(fill)
  if (shape.type === 'object') return objectOf(shape)
  if (shape.type === 'array')
    return Array.from({ length: Math.max(1, shape.minItems ?? 1) }, () => fill(shape.items ?? {}))
  if (shape.type === 'string') return textOf(shape)
  if (shape.type === 'integer' || shape.type === 'number') return numberOf(shape)
  if (shape.type === 'boolean') return true
  return null
}

export function exampleOf(schema: z.ZodType): unknown {
  return fill(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape)
}
