/**
 * What a ballot on screen says is nowhere before the closing: not in any answer, live snapshot, page of the server,
 * export, file of the data folder or state in the process; after it, two of three counters open all, and everybody
 * finds her own and comes to the posted result.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decisions } from '@changxin/server/decisions/decision.aggregates.ts'
import { decisionsApi, type Mark, type RecountView } from '@changxin/shared/decisions'
import { SEALED_LENGTH } from '@changxin/shared/decisions/sealing'
import { allRoutes } from '@changxin/shared/features'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countAgain } from '../../web/src/decisions/ballots/recount.ts'
import { openLive } from '../kit/live.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'
import {
  castBallot,
  closeByTime,
  deliverAndOpen,
  LAMP,
  makeTheKey,
  makeVote,
  marksOf,
  PROPOSED_MS,
  secretOf,
  type VoteWorld,
} from '../kit/vote-world.ts'

/** The same vote on two servers at the same instants; only what was marked differs. */
const SAID: readonly (readonly Mark[])[] = [
  ['no', 'yes', 'yes', 'abstain', 'yes'],
  ['yes', 'no', 'abstain', 'no', 'no'],
]

interface Held {
  readonly at: TestServer
  readonly world: VoteWorld
  readonly secret: string
  readonly parts: readonly string[]
  /** In the order in which they were cast: the first voter casts twice, the last one not at all. */
  readonly cast: readonly { readonly voterId: string; readonly sealed: string; readonly receiptNumber: string }[]
  readonly people: readonly (readonly [string, Client])[]
}

async function hold(said: readonly Mark[]): Promise<Held> {
  const at = await startServer({ startMs: PROPOSED_MS, listen: true })
  const announced = await makeVote(at)
  const key = await makeTheKey(announced)
  const world = await deliverAndOpen(at, announced)
  const [ai, bo, cai, dan, last] = world.voters
  if (!ai || !bo || !cai || !dan || !last) throw new Error('five voters')
  const cast = []
  for (const [index, voter] of [ai, bo, cai, dan, ai].entries()) {
    const mark = said[index] ?? 'abstain'
    cast.push({ voterId: voter.voterId, ...(await castBallot(world, key, voter, marksOf(mark))) })
  }
  const compound = { kind: 'compound', id: world.compoundId } as const
  const all = { kind: 'all', id: 'all' } as const
  const people = [
    ['administrator', at.admin],
    ['committee', world.guide],
    ['counter', world.counters[0]],
    ['an owner who voted', ai.client],
    ['an owner who did not', last.client],
    ['manager', await at.person('manager', ['manager', compound])],
    ['clerk', await at.person('clerk', ['clerk', compound])],
    ['overseer', await at.person('overseer', ['overseer', all])],
    ['auditor', await at.person('auditor', ['auditor', all])],
    ['somebody', await at.person('somebody')],
    ['nobody', at.stranger],
  ] as const
  return {
    at,
    world,
    secret: await secretOf(key, [0, 2]),
    parts: key.parts.flatMap((part) => part.lines),
    cast,
    people,
  }
}

/** What belongs to one run and to no mark: ids by their first appearance, receipt numbers, sealed ballots, keys. */
function withoutNames(text: string): string {
  const seen = new Map<string, number>()
  return text
    .replace(new RegExp(`[A-Za-z0-9+/]{${SEALED_LENGTH - 2}}[A-Za-z0-9+/=]{2}`, 'g'), 'sealed')
    .replace(/[A-Za-z0-9+/]{43}=/g, 'key')
    .replace(/\d{4}-\d{4}-\d{4}-\d/g, 'receipt')
    .replace(/\b[a-z][0-9a-f]{16}\b/g, 'position')
    .replace(/[A-Za-z0-9][A-Za-z0-9_-]{19,}/g, (id) => {
      if (!seen.has(id)) seen.set(id, seen.size)
      return `id${seen.get(id)}`
    })
}

const ofDecision = [
  ...[decisionsApi.decision, decisionsApi.roll, decisionsApi.deliveries, decisionsApi.paper, decisionsApi.result],
  ...[decisionsApi.recount, decisionsApi.receipts, decisionsApi.notice],
] as const

let runs: readonly [Held, Held]
beforeAll(async () => {
  const [one, other] = SAID
  runs = [await hold(one ?? []), await hold(other ?? [])]
}, 120_000)
afterAll(async () => {
  for (const { at } of runs ?? []) await at.close()
})

/** Everything that tells a mark, the secret or a part of it, in every spelling. */
function traces({ secret, parts }: Held): Buffer[] {
  const raw = Buffer.from(secret, 'base64')
  const spelled = [secret, raw.toString('hex'), secret.replace(/=+$/, ''), raw.toString('base64url')]
  const groups = parts.flatMap((line) => [line, line.replaceAll(' ', '')])
  return [raw, ...[...spelled, ...groups, '"mark":', '"marks":[{', LAMP_MARK].map((text) => Buffer.from(text))]
}
const LAMP_MARK = `${LAMP}","mark`

async function bytesIn(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)))
}
const found = (bytes: Buffer, held: Held) =>
  traces(held)
    .filter((trace) => bytes.includes(trace))
    .map(String)

describe('before the closing', () => {
  test('no person gets an answer that differs by what was marked', async () => {
    for (const [index, [kind]] of runs[0].people.entries())
      for (const route of ofDecision) {
        const [one, other] = await Promise.all(
          runs.map(async ({ people, world }) => {
            const { status, body } = await people[index]![1].ask(route, { id: world.decisionId })
            return withoutNames(`${status} ${JSON.stringify(body)}`)
          }),
        )
        expect(one, `${kind} asks ${route.action}`).toBe(other)
      }
  })

  test('no live snapshot does either', async () => {
    for (const [index, [kind]] of runs[0].people.entries()) {
      const shown = await Promise.all(
        runs.map(async ({ at, people, world }) => {
          const socket = await openLive(at, people[index]![1])
          const frames = ofDecision.map((route) => socket.subscribe(route, { id: world.decisionId }).first())
          const texts = (await Promise.all(frames)).map((frame) => withoutNames(JSON.stringify(frame)))
          socket.cut()
          return texts
        }),
      )
      expect(shown[0], kind).toEqual(shown[1])
    }
  })

  test('the count, the recount and paper are for nobody yet, and the key is not taken', async () => {
    for (const { world, secret, people } of runs) {
      const id = world.decisionId
      for (const [, client] of people) {
        for (const route of [decisionsApi.recount, decisionsApi.result])
          expect((await client.ask(route, { id })).status).toBeGreaterThanOrEqual(400)
      }
      const early = await world.counters[1].tell(decisionsApi.releaseKey, { id }, { secretKey: secret })
      expect(early.status).toBe(409)
      const counted = world.counters.map(({ personId }) => personId)
      expect((await world.counters[1].tell(decisionsApi.count, { id }, { countedBy: counted })).status).toBe(409)
    }
  })

  test('whatever anybody can ask of the whole server holds no mark and no part of the key', async () => {
    const queries = allRoutes.filter((route) => 'input' in route)
    expect(queries.length).toBeGreaterThan(50)
    let answered = 0
    for (const held of runs) {
      const { at, world, people } = held
      const inputs = [{}, { id: world.decisionId }, { id: world.compoundId }, { compoundId: world.compoundId }]
      for (const [kind, client] of people)
        for (const route of queries)
          for (const input of inputs) {
            if (Object.keys(input).length === 0 && route.path.includes(':')) continue
            const { status, body } = await client.ask(route as typeof decisionsApi.decision, input as { id: string })
            if (status < 300) answered++
            expect(found(Buffer.from(JSON.stringify(body)), held), `${kind} asks ${route.action}`).toEqual([])
          }
      for (const path of ['/api/openapi.json', '/api/health/ready', '/api/health/live', '/metrics', '/api/errors']) {
        const { body } = await at.server.app.inject({ method: 'GET', url: path })
        const said = found(Buffer.from(body), held).filter(
          (trace) => trace === held.secret || held.parts.includes(trace),
        )
        expect(said, path).toEqual([])
      }
    }
    expect(answered).toBeGreaterThan(500)
  }, 120_000)

  test('no file of the data folder holds a mark or a part of the key, and all sealed ballots are of one length', async () => {
    for (const held of runs) {
      const files = await bytesIn(held.at.dataDir)
      const names = [...files.keys()].map((name) => name.slice(held.at.dataDir.length + 1))
      expect(names).toEqual(expect.arrayContaining(['log.db', 'views.db']))
      for (const [name, bytes] of files) expect(found(bytes, held), name).toEqual([])
      const all = Buffer.concat([...files.values()])
      // The search does see what is there: each ballot, as it was sealed.
      for (const { sealed } of held.cast) expect(all.includes(sealed)).toBe(true)
      expect(new Set(held.cast.map(({ sealed }) => sealed.length))).toEqual(new Set([SEALED_LENGTH]))
    }
  })

  test('what the process holds of the decision differs in nothing but what is sealed', async () => {
    const held = await Promise.all(
      runs.map(async (run) => {
        const { state } = await run.at.server.store.load(Decisions, run.world.decisionId)
        const text = JSON.stringify(state, (_, value) => (value instanceof Map ? [...value] : value))
        expect(found(Buffer.from(text), run)).toEqual([])
        return withoutNames(text)
      }),
    )
    expect(held[0]).toContain('"kind":"screen"')
    expect(held[0]).toBe(held[1])
  })
})

describe('after the closing', () => {
  test('two counters open, and what comes out is what was marked', async () => {
    for (const { at, world, secret } of runs) {
      const id = world.decisionId
      await closeByTime(at)
      const [one, other] = world.counters
      const foreign = Buffer.from(secret, 'base64').map((byte) => byte ^ 8)
      const wrong = await other.tell(
        decisionsApi.releaseKey,
        { id },
        { secretKey: Buffer.from(foreign).toString('base64') },
      )
      expect(wrong).toMatchObject({ status: 409, body: { code: 'ballot-key-wrong' } })
      await expectOk(other.tell(decisionsApi.releaseKey, { id }, { secretKey: secret }))
      const countedBy = [one.personId, other.personId]
      await expectOk(one.tell(decisionsApi.count, { id }, { countedBy, minutes: [] }))
    }
    const heads = await Promise.all(
      runs.map(async ({ world }) => {
        const { body } = await expectOk(world.guide.ask(decisionsApi.result, { id: world.decisionId }))
        return body.items.map(({ count: { yes, no, abstained } }) => [yes.heads, no.heads, abstained.heads])
      }),
    )
    // The first voter's second ballot replaces her first; the fifth voter is silent.
    expect(heads).toEqual([
      [
        [3, 0, 1],
        [3, 0, 1],
      ],
      [
        [0, 3, 1],
        [0, 3, 1],
      ],
    ])
  })

  test('every owner finds her receipts, counts again, and comes to the posted result', async () => {
    for (const { world, cast } of runs) {
      const id = world.decisionId
      for (const { client, voterId } of world.voters) {
        const view = (await expectOk(client.ask(decisionsApi.recount, { id }))).body as RecountView
        const again = await countAgain(view)
        expect(again).toMatchObject({ keyFits: true, differences: [], voidDiffers: [] })
        const own = (await expectOk(client.ask(decisionsApi.receipts, { id }))).body.items
        const mine = cast.filter((one) => one.voterId === voterId)
        expect(own.map(({ receiptNumber }) => receiptNumber)).toEqual(mine.map(({ receiptNumber }) => receiptNumber))
        const fates = mine.map(({ receiptNumber }) => again.fates.get(receiptNumber)?.fate)
        expect(fates).toEqual(mine.map((_, index) => (index === mine.length - 1 ? 'counted' : 'replaced')))
      }
      expect(world.voters.some(({ voterId }) => cast.every((one) => one.voterId !== voterId))).toBe(true)
    }
  })

  test('the search would have found a mark: now that they may be read, they are in an answer', async () => {
    const [held] = runs
    const { body } = await expectOk(held.world.guide.ask(decisionsApi.recount, { id: held.world.decisionId }))
    expect(found(Buffer.from(JSON.stringify(body)), held)).toContain(held.secret)
  })
})
