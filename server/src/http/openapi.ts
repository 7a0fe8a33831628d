/** OpenAPI 3.1 from the routes themselves: what validates is what is documented. */
import { allErrors } from '@changxin/shared/features'
import { type CommandRoute, Problem, type QueryRoute, type Route } from '@changxin/shared/kernel'
import { z } from 'zod'
import { rulesOf } from '../access/may.ts'

type Json = Record<string, unknown>

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

function parametersOf(path: string, input: z.ZodObject): Json[] {
  const json = schemaOf(input, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(json.properties ?? {}).map(([name, schema]) => {
    const inPath = path.includes(`:${name}`)
    return { name, in: inPath ? 'path' : 'query', required: inPath || (json.required ?? []).includes(name), schema }
  })
}

const problem = {
  description: 'Problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function common(route: Route): Json {
  return {
    operationId: route.action,
    summary: route.summary,
    tags: [route.action.split('.')[0]],
    description: `Who: ${rulesOf(route.action).join(', ') || 'nobody'}`,
  }
}

function queryOperation(route: QueryRoute): Json {
  return {
    get: {
      ...common(route),
      parameters: [
        ...parametersOf(route.path, route.input),
        {
          name: 'X-Position',
          in: 'header',
          required: false,
          schema: { type: 'string' },
          description: 'Waits up to 2 s for the views to show this position, else answers with X-Stale: true',
        },
      ],
      responses: {
        200: { description: 'OK', content: { 'application/json': { schema: schemaOf(route.output, 'output') } } },
        default: problem,
      },
    },
  }
}

function commandOperation(route: CommandRoute): Json {
  return {
    post: {
      ...common(route),
      parameters: [
        ...parametersOf(route.path, route.params),
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', format: 'uuid' },
          description: 'A UUIDv7 made before sending; repeated → the first answer with Idempotency-Hit: true',
        },
        {
          name: 'If-Match',
          in: 'header',
          required: false,
          schema: { type: 'string' },
          description: 'Revision; 412 when it differs',
        },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
      responses: {
        200: {
          description: 'Done and durable',
          content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
        },
        default: problem,
      },
    },
  }
}

const openPathOf = (path: string) => path.replace(/:(\w+)/g, '{$1}')

/** The same under its other name; an operation has an id of its own. */
function alsoOperation(route: CommandRoute): Json {
  const { post } = commandOperation(route) as { post: Json }
  const summary = `The same as ${openPathOf(route.path)}`
  return { post: { ...post, operationId: `${route.action}-also`, summary } }
}

export function openApiOf(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = openPathOf(route.path)
    paths[path] = { ...paths[path], ...(route.kind === 'query' ? queryOperation(route) : commandOperation(route)) }
    if (route.kind === 'command' && route.also) paths[openPathOf(route.also)] = alsoOperation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '常新 Changxin',
      version,
      license: { name: 'Apache-2.0' },
      description: 'Errors are RFC 9457 problem details with a stable `code`.',
    },
    paths,
    components: { schemas: { Problem: schemaOf(Problem, 'output') } },
    'x-error-codes': Object.fromEntries(
      Object.entries(allErrors).map(([code, { status, en, zh }]) => [code, { status, en, zh }]),
    ),
  }
}
