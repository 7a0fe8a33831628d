/** The client against a fetch played by hand: headers, retries with the same key, problems. */
import { commandRoute, queryRoute } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createClient } from './client.ts'
import { uuidv7 } from './idempotency.ts'
import { ProblemError, UNREACHABLE } from './problem-error.ts'
import { addressOf, textInput } from './url.ts'

const query = queryRoute({
  action: 'test.one',
  path: '/api/things/:id',
  input: { id: z.string(), q: z.string().optional() },
  output: z.object({ id: z.string() }),
  summary: 'one',
})
const command = commandRoute({
  action: 'test.do',
  path: '/api/things/:id/do',
  params: { id: z.string() },
  body: z.strictObject({ n: z.int() }),
  summary: 'do',
})
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const answer = (position: string) => json(200, { id: 't1', revision: 1, position })
const problem = (status: number, code: string) =>
  json(status, {
    type: 'about:blank',
    title: 't',
    status,
    code,
    detail: 'd',
    fields: [{ field: 'n', message: 'too small' }],
  })

function world(...answers: (Response | Error)[]) {
  const calls: { address: string; init: RequestInit; headers: Record<string, string> }[] = []
  const waits: number[] = []
  let unauthorized = 0
  const person = { id: null as string | null, afterWait: null as string | null }
  const client = createClient({
    fetch: async (address, init = {}) => {
      calls.push({ address: String(address), init, headers: init.headers as Record<string, string> })
      const next = answers.shift()
      if (!next || next instanceof Error) throw next ?? new Error('no more answers')
      return next
    },
    language: () => 'en',
    onUnauthorized: () => void unauthorized++,
    personId: () => person.id,
    async wait(ms) {
      waits.push(ms)
      person.id = person.afterWait
    },
  })
  return { client, calls, waits, person, unauthorized: () => unauthorized }
}

test('an address from its path and input; what is not given is left out', () => {
  expect(addressOf('/api/things/:id', { id: 'a/b', q: '水管', limit: 5, cursor: undefined })).toBe(
    '/api/things/a%2Fb?q=%E6%B0%B4%E7%AE%A1&limit=5',
  )
  expect(() => addressOf('/api/things/:id', {})).toThrow('needs id')
  expect(textInput({ a: 1, b: '', c: null, d: false })).toEqual({ a: '1', d: 'false' })
})

test('keys are UUIDs of version 7 that sort by time', () => {
  expect(uuidv7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuidv7(1_000) < uuidv7(2_000)).toBe(true)
})

test('a query after a command carries the newest position seen', async () => {
  const { client, calls } = world(
    json(200, { id: 't1' }),
    answer('s00000005'),
    json(200, { id: 't1' }, { 'X-Stale': 'true', 'X-Position': 's00000004' }),
  )
  await client.ask(query, { id: 't1' })
  expect(calls[0]?.headers).toEqual({ Accept: 'application/json', 'Accept-Language': 'en' })
  await client.tell(command, { id: 't1' }, { n: 1 })
  client.seen('s00000003')
  expect(await client.askFully(query, { id: 't1' })).toEqual({
    output: { id: 't1' },
    stale: true,
    position: 's00000004',
  })
  expect(calls[2]?.headers['X-Position']).toBe('s00000005')
})

test('a command that may have got lost is sent again with the same key', async () => {
  const { client, calls, waits } = world(
    new TypeError('network'),
    json(503, { code: 'stream-busy', status: 503 }, { 'Retry-After': '1' }),
    answer('s00000001'),
  )
  const done = await client.tell(command, { id: 't1' }, { n: 1 }, { ifMatch: 4 })
  expect(done.revision).toBe(1)
  expect(waits).toEqual([400, 1000])
  expect(new Set(calls.map((call) => call.headers['Idempotency-Key'])).size).toBe(1)
  expect(calls[0]?.headers['If-Match']).toBe('"4"')
  expect(calls[0]?.init.body).toBe('{"n":1}')
})

test('a refusal is not repeated and says its field', async () => {
  const { client, calls } = world(problem(409, 'no'))
  const error = await client.tell(command, { id: 't1' }, { n: 1 }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ProblemError)
  expect((error as ProblemError).field('n')).toBe('too small')
  expect(calls).toHaveLength(1)
})

test('gives up after its tries, and a page that is not ours counts as unreachable', async () => {
  const lost = world(new TypeError('1'), new TypeError('2'), new TypeError('3'))
  await expect(lost.client.tell(command, { id: 't1' }, { n: 1 })).rejects.toMatchObject({
    problem: { code: UNREACHABLE },
  })
  expect(lost.calls).toHaveLength(3)
  const proxy = world(new Response('<html>', { status: 502 }))
  await expect(proxy.client.ask(query, { id: 't1' })).rejects.toMatchObject({
    problem: { code: UNREACHABLE, status: 502 },
  })
})

test('somebody else signs in while a command waits for its next try: it is not sent in their name', async () => {
  const { client, calls, person } = world(new TypeError('network'), answer('s00000001'))
  Object.assign(person, { id: 'wang', afterWait: 'li' })
  await expect(client.tell(command, { id: 't1' }, { n: 1 })).rejects.toMatchObject({ problem: { code: UNREACHABLE } })
  expect(calls).toHaveLength(1)
})

test('401 is told to the app', async () => {
  const { client, unauthorized } = world(problem(401, 'not-signed-in'))
  await expect(client.ask(query, { id: 't1' })).rejects.toBeInstanceOf(ProblemError)
  expect(unauthorized()).toBe(1)
})
