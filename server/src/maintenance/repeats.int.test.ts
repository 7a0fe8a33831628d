/** The same fault again: each request names the ones before and after it, to whom may see them. */
import { maintenanceApi, maintenanceQueriesApi } from '@changxin/shared/maintenance'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

let at: TestServer
let compound: TestCompound
let worker: Client
let neighbour: Client
let follower: Client

beforeAll(async () => {
  at = await startServer({ startMs: Date.parse('2026-03-02T02:00:00.000Z') })
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  worker = await at.person('worker', ['worker', { kind: 'compound', id: compound.id }])
  neighbour = await county.owner(compound.unitIds[0] ?? '')
  follower = await county.owner(compound.unitIds[1] ?? '')
})
afterAll(() => at.close())

async function report(by: Client, occurredAt: string, text: string): Promise<string> {
  const place = { kind: 'building', id: compound.buildingId } as const
  const body = { place, category: 'roof-leak', urgency: 'ordinary', text, occurredAt } as const
  return (await expectOk(by.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
}
async function confirm(id: string, occurredAt: string): Promise<void> {
  await expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId, occurredAt }))
  await expectOk(worker.tell(maintenanceApi.complete, { id }, { note: '补好了', occurredAt }))
  await expectOk(at.admin.tell(maintenanceApi.confirm, { id }, { how: 'phone', occurredAt }))
}
const repeats = async (client: Client, id: string) => {
  const { earlier, later } = (await expectOk(client.ask(maintenanceQueriesApi.repeats, { id }))).body
  const shown = (rows: typeof earlier) => rows.map(({ text, daysBetween }) => `${text} ${daysBetween}`)
  return { earlier: shown(earlier), later: shown(later) }
}

test('three leaks of one roof: each knows how many days after which confirmation it came', async () => {
  const first = await report(neighbour, '2026-01-01T02:00:00.000Z', '一')
  await confirm(first, '2026-01-02T02:00:00.000Z')
  const second = await report(neighbour, '2026-01-22T02:00:00.000Z', '二')
  await confirm(second, '2026-01-25T02:00:00.000Z')
  const third = await report(follower, '2026-02-25T02:00:00.000Z', '三')
  expect(await repeats(at.admin, first)).toEqual({ earlier: [], later: ['二 20'] })
  expect(await repeats(at.admin, second)).toEqual({ earlier: ['一 20'], later: ['三 31'] })
  expect(await repeats(at.admin, third)).toEqual({ earlier: ['二 31', '一 54'], later: [] })

  // The list marks what is a repeat, and finds the reports of a span of days.
  const listed = async (input: { from?: string; to?: string }) =>
    (await expectOk(at.admin.ask(maintenanceApi.list, input))).body.items.map(({ text, isRepeat }) => [text, isRepeat])
  expect(await listed({})).toEqual([
    ['三', true],
    ['二', true],
    ['一', false],
  ])
  expect(await listed({ from: '2026-01-02', to: '2026-02-24' })).toEqual([['二', true]])
  expect(await listed({ from: '2026-02-25', to: '2026-02-25' })).toEqual([['三', true]])
  expect(await listed({ to: '2025-12-31' })).toEqual([])

  // Whoever has the third alone to see learns nothing of the others.
  expect(await repeats(follower, third)).toEqual({ earlier: [], later: [] })
  expect(await repeats(neighbour, first)).toEqual({ earlier: [], later: ['二 20'] })
  expect((await follower.ask(maintenanceQueriesApi.repeats, { id: first })).status).toBe(403)

  // Withdrawn, it repeats nothing any more.
  await expectOk(at.admin.tell(maintenanceApi.cancel, { id: third }, { reason: '误报' }))
  expect(await repeats(at.admin, second)).toEqual({ earlier: ['一 20'], later: [] })
  expect(await repeats(at.admin, third)).toEqual({ earlier: [], later: [] })
})

test('another request of the same day is no repeat of an open one', async () => {
  const late = await report(at.admin, '2026-02-26T02:00:00.000Z', '四')
  const same = await report(at.admin, '2026-02-26T03:00:00.000Z', '五')
  expect((await repeats(at.admin, same)).earlier).not.toContain('四 0')
  expect((await repeats(at.admin, late)).later).toEqual([])
})
