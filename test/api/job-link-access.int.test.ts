/** Whoever holds a link is nobody beside it: every registered route is tried with the token, rightly formed, and answers as its row says. */
import { accessTable } from '@changxin/server/access/table.ts'
import { jobLinkApi } from '@changxin/shared/maintenance'
import { rotaApi } from '@changxin/shared/management'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessCases, makeWorld, type World } from '../kit/access-world.ts'
import { expectOk, nextKey, pathOf, queryOf, startServer, type TestServer } from '../kit/server.ts'

/** No stream has this revision: a command that is allowed is still refused before anything is written. */
const NO_REVISION = '"999999999999"'
/** Said to whoever may ask: a rule of the feature, another revision, a file that is missing. */
const REFUSALS = new Set(['forbidden', 'not-signed-in', 'link-unknown'])

let at: TestServer
let world: World
let tokens: { readonly job: string; readonly turn: string }
beforeAll(async () => {
  at = await startServer()
  await at.server.timer.advanceTo(new Date().toISOString())
  world = await makeWorld(at)
  const body = { name: '永固防水', expiresOn: new Date(at.time.nowMs + 86_400_000).toISOString().slice(0, 10) }
  const job = await expectOk(at.admin.tell(jobLinkApi.give, { id: world.requestId }, body))
  const turn = await expectOk(at.admin.tell(rotaApi.giveLink, { id: world.rotaId, turnId: world.turnId }, {}))
  tokens = { job: job.body.token, turn: turn.body.token }
}, 60_000)
afterAll(() => at.close())

test.each([
  ['job', 4],
  ['turn', 3],
] as const)(
  'only the rows that name the link to a %s or everybody let it in, and nothing is written by any other',
  async (purpose, own) => {
    const before = await at.server.log.head()
    const cases = accessCases(world)
    const wrong: string[] = []
    let letIn = 0
    for (const { route } of at.server.served) {
      const { params = {}, body } = cases[route.action] ?? {}
      const path = pathOf(route.path, params)
      const response = await at.server.app.inject({
        method: route.kind === 'query' ? 'GET' : 'POST',
        url: route.kind === 'query' ? `${path}${queryOf(route, params)}` : path,
        // The administrator's session comes along, and counts for nothing.
        headers: {
          authorization: `Bearer ${tokens[purpose]}`,
          cookie: at.admin.cookie,
          'idempotency-key': nextKey(),
          'if-match': NO_REVISION,
        },
        ...(route.kind === 'command' ? { payload: body as object } : {}),
      })
      const { code } = response.statusCode === 200 ? { code: '' } : response.json<{ code: string }>()
      const rules = accessTable[route.action] ?? []
      const right = rules.includes('public') || rules.includes(`link@${purpose}`)
      if (rules.includes(`link@${purpose}`)) letIn++
      const isIn = !REFUSALS.has(code)
      if (isIn !== right || (!right && code !== 'forbidden'))
        wrong.push(`${route.action}: ${response.statusCode} ${code}`)
    }
    expect(wrong).toEqual([])
    expect(letIn).toBeGreaterThanOrEqual(own)
    expect(await at.server.log.head()).toBe(before)
  },
  60_000,
)
