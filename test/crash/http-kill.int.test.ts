/**
 * The real server, killed in the middle of 64 writers over HTTP and started again on its folder: every command that was
 * acknowledged is in the log, once, as it was answered; sent again, nothing happens twice; and the whole folder verifies.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomOf } from '@changxin/server/demo/random.ts'
import { verifyFolder } from '@changxin/server/verify.ts'
import { facilitiesApi } from '@changxin/shared/facilities'
import { type CommandRoute, dayOf, instantOf, type Recorded } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { repairFundApi } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { pathOf } from '../kit/server.ts'
import { readWhole } from './acknowledged.ts'
import { type HttpAnswer, type ServerProcess, warmProcess } from './server-process.ts'

const SEED = Number(process.env['SEED'] ?? 20_260_301)
/** Two cold and six in full run; `npm run hunt:kill` goes on for longer. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 8)
const WRITERS = 64
const [KILL_FIRST_MS, KILL_LAST_MS] = [30, 400]
/** A server that has just started is slow: most are killed in full run, every so many before that. */
const COLD_EVERY = 4
const TEST_TIMEOUT_MS = 60_000 + ROUNDS * 15_000
const ADMINISTRATOR = { loginName: 'root-admin', password: 'a password for tests' }

interface Command {
  readonly key: string
  readonly path: string
  readonly body: unknown
  /** The first answer that arrived whole. */
  answer?: HttpAnswer
}

interface World {
  readonly compoundIds: readonly string[]
  readonly unitIds: readonly (readonly string[])[]
  readonly requestIds: readonly string[]
}

const random = randomOf('http-kill', SEED)

/** One client after all restarts: the session outlives the process. */
function clientOf() {
  let cookie = ''
  return {
    async tell(
      server: ServerProcess,
      { key, path, body }: Pick<Command, 'key' | 'path' | 'body'>,
    ): Promise<HttpAnswer> {
      const answer = await server.send('POST', path, { 'idempotency-key': key, ...(cookie ? { cookie } : {}) }, body)
      const set = answer.headers['set-cookie']?.[0]
      if (set) cookie = set.split(';')[0] ?? ''
      return answer
    },
    ask: (server: ServerProcess, path: string) => server.send('GET', path, { cookie }),
  }
}
type Client = ReturnType<typeof clientOf>

async function makeWorld(server: ServerProcess, client: Client): Promise<World> {
  const tell = async (route: CommandRoute, params: Record<string, string>, body: unknown) => {
    const answer = await client.tell(server, { key: randomUUID(), path: pathOf(route.path, params), body })
    if (answer.status !== 200) throw new Error(`${route.action}: ${JSON.stringify(answer.body)}`)
    return String(answer.body['id'])
  }
  await tell(peopleApi.setUp, {}, { token: server.setupToken, name: '管理员', ...ADMINISTRATOR })
  await tell(peopleApi.signIn, {}, ADMINISTRATOR)
  const regionId = await tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null })
  const compoundIds: string[] = []
  const unitIds: string[][] = []
  for (const name of ['一号小区', '二号小区', '三号小区']) {
    const id = await tell(placesApi.registerCompound, {}, { name, regionId })
    await tell(
      placesApi.registerBuildings,
      { id },
      { rows: [{ name: '1栋', storeys: 6, builtInYear: null, entrances: [] }] },
    )
    const view = await until(
      () => client.ask(server, `/api/compounds/${id}`),
      ({ body }) => (body['buildingsList'] as unknown[] | undefined)?.length === 1,
    )
    const [building] = view.body['buildingsList'] as { id: string }[]
    const rows = ['101', '102', '201', '202'].map((door) => ({
      buildingId: building?.id,
      entranceId: null,
      door,
      kind: 'home',
      floor: null,
      floorArea: 9_000,
      floorAreaSource: 'registry',
    }))
    await tell(placesApi.registerUnits, { id }, { rows })
    const listed = await until(
      () => client.ask(server, `/api/compounds/${id}/units`),
      ({ body }) => (body['items'] as unknown[] | undefined)?.length === 4,
    )
    unitIds.push((listed.body['items'] as { id: string }[]).map((unit) => unit.id))
    await tell(repairFundApi.open, { id }, { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '约定' })
    compoundIds.push(id)
  }
  const requestIds: string[] = []
  for (const id of compoundIds) {
    requestIds.push(
      await tell(
        maintenanceApi.report,
        { id },
        { place: { kind: 'compound', id }, category: 'drain', urgency: 'ordinary', text: '堵了' },
      ),
    )
  }
  return { compoundIds, unitIds, requestIds }
}

/** The views follow; a query without a position may come too early. */
async function until(ask: () => Promise<HttpAnswer>, holds: (answer: HttpAnswer) => boolean): Promise<HttpAnswer> {
  for (let tries = 0; tries < 1_000; tries++) {
    const answer = await ask()
    if (holds(answer)) return answer
  }
  throw new Error('never shown')
}

/** Few streams, so that many writers meet on each. One command makes one event. */
function nextCommand({ compoundIds, unitIds, requestIds }: World): Command {
  const index = random.whole(0, compoundIds.length - 1)
  const params = { id: compoundIds[index] ?? '' }
  const command = (route: CommandRoute, id: Record<string, string>, body: unknown) => ({
    key: randomUUID(),
    path: pathOf(route.path, id),
    body,
  })
  switch (random.weighted({ report: 3, note: 4, contribute: 4, look: 1 })) {
    case 'report':
      return command(maintenanceApi.report, params, {
        place: { kind: 'compound', ...params },
        category: 'other',
        urgency: 'deferrable',
        text: '灯坏了',
      })
    case 'note':
      return command(maintenanceApi.note, { id: random.pick(requestIds) }, { text: `看过 ${random.next()}` })
    case 'look':
      return command(facilitiesApi.recordLook, params, {
        kind: 'patrol',
        lookedOn: dayOf(instantOf(Date.now())),
        means: 'on-site',
        ticks: [{ item: 'roof', result: 'good' }],
      })
    case 'contribute': {
      const rows = Array.from({ length: random.whole(1, 4) }, () => ({
        unitId: random.pick(unitIds[index] ?? []),
        amountFen: random.whole(1, 100_000),
      }))
      return command(repairFundApi.contribute, params, { kind: 'top-up', paidOn: '2024-02-01', rows })
    }
  }
}

/**
 * Writes until the server is killed, so long after the first answer or, when it is to die cold, after the first sending.
 * Every command that was sent is in the list, those acknowledged with their answer.
 */
async function writeUntilKilled(
  server: ServerProcess,
  client: Client,
  world: World,
  cold: boolean,
): Promise<Command[]> {
  const sent: Command[] = []
  let killed = false
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const write = async () => {
    while (!killed) {
      const command = nextCommand(world)
      sent.push(command)
      try {
        command.answer = await client.tell(server, command)
        begin()
      } catch (error) {
        if (!killed) throw error
      }
    }
  }
  const writers = Promise.all(Array.from({ length: WRITERS }, write))
  if (!cold) await Promise.race([begun, writers])
  await new Promise((resolve) => setTimeout(resolve, random.whole(KILL_FIRST_MS, KILL_LAST_MS)))
  const dead = server.kill()
  killed = true
  await dead
  await writers
  return sent
}

const byKey = async (dataDir: string) =>
  Map.groupBy(await readWhole(join(dataDir, 'log.db')), (event) => event.metadata.commandId)

/** Each command's one event, as it was answered: what is not so, in words. */
function notAsAnswered(commands: readonly Command[], stored: ReadonlyMap<string, readonly Recorded[]>): string[] {
  return commands.flatMap(({ key, path, answer }) => {
    const { id, revision, position } = answer?.body ?? {}
    const events = stored.get(key) ?? []
    const [event] = events
    const isSo =
      events.length === 1 &&
      event?.position === position &&
      event?.revision === revision &&
      Object.values(event?.data as object).includes(id)
    return isSo ? [] : [`${path} ${key}: answered ${JSON.stringify(answer?.body)}, stored ${JSON.stringify(events)}`]
  })
}

async function sendAgain(
  server: ServerProcess,
  client: Client,
  commands: readonly Command[],
  known: ReadonlyMap<string, unknown>,
): Promise<void> {
  await Promise.all(
    commands.map(async (command) => {
      const again = await client.tell(server, command)
      expect(again.status, JSON.stringify(again.body)).toBe(200)
      expect(again.headers['idempotency-hit'], command.path).toBe(known.has(command.key) ? 'true' : undefined)
      if (command.answer) expect(again.body).toEqual(command.answer.body)
      command.answer ??= again
    }),
  )
}

test(`SIGKILL among ${WRITERS} HTTP writers loses nothing acknowledged and doubles nothing, ${ROUNDS} rounds, SEED=${SEED}`, {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'changxin-kill-'))
  const client = clientOf()
  const all: Command[] = []
  let [acknowledged, midway] = [0, 0]
  let next = warmProcess(dataDir)
  let server = await next.start()
  next = warmProcess(dataDir)
  const beganMs = performance.now()
  try {
    const world = await makeWorld(server, client)
    for (let round = 0; round < ROUNDS; round++) {
      const sent = await writeUntilKilled(server, client, world, round % COLD_EVERY === 0)
      const answered = sent.filter((command) => command.answer)
      const unanswered = sent.filter((command) => !command.answer)
      expect(new Set(answered.map((command) => command.answer?.status))).toEqual(
        new Set(answered.length > 0 ? [200] : []),
      )
      const [restarted, stored] = await Promise.all([next.start(), byKey(dataDir)])
      server = restarted
      // Warms up while this one is checked.
      next = warmProcess(dataDir)
      expect(notAsAnswered(answered, stored)).toEqual([])
      midway += unanswered.filter((command) => stored.has(command.key)).length
      const again = [...answered.slice(-WRITERS), ...unanswered]
      await sendAgain(server, client, again, stored)
      all.push(...sent)
      expect(notAsAnswered(all, await byKey(dataDir))).toEqual([])
      const { ok, line } = await verifyFolder({ dataDir })
      expect(ok, line).toBe(true)
      acknowledged += answered.length
    }
    expect(acknowledged).toBeGreaterThan(WRITERS)
    // Now and then a round ends with every answer out already; most must not.
    expect(all.length - acknowledged).toBeGreaterThan(ROUNDS)
    // Else nothing that is sent again could be doubled.
    expect(midway).toBeGreaterThan(0)
    process.stdout.write(
      `${Math.round(performance.now() - beganMs)} ms, ${acknowledged} acknowledged, ${all.length - acknowledged} in flight of which ${midway} were written\n`,
    )
  } finally {
    next.discard()
    await server.kill()
    await rm(dataDir, { recursive: true, force: true })
  }
})
