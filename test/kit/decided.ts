/** Two decisions of a compound: one that was posted long ago, and one that is announced. */
import { decisionsApi } from '@changxin/shared/decisions'
import { makeDecisions } from './access-decisions.ts'
import type { TestCompound } from './county.ts'
import { expectOk, type TestServer } from './server.ts'

export interface Decided {
  readonly publishedId: string
  readonly announcedId: string
}

const LIFT = {
  title: '电梯大修使用维修资金',
  reason: '半年停运三次。',
  form: 'written',
  scope: { kind: 'compound' },
  items: [
    {
      itemId: 'lift',
      matter: 'fund-use',
      title: '同意用维修资金更换曳引机',
      text: '更换曳引机，工期 15 天。',
      effect: { kind: 'fund-use', purpose: '更换曳引机', budgetFen: 8_600_000, requestId: null, contractor: null },
      groupId: null,
    },
  ],
  calledBy: { kind: 'committee' },
} as const

export async function makeDecided(at: TestServer, { id, unitIds }: TestCompound): Promise<Decided> {
  const { admin } = at
  const place = { compoundId: id, unitIds: unitIds as readonly [string, string], scopes: [] }
  const { decisionId: publishedId } = await makeDecisions(at, place)
  await expectOk(admin.tell(decisionsApi.publish, { id: publishedId }, {}))
  const proposed = await expectOk(admin.tell(decisionsApi.propose, { id }, structuredClone(LIFT) as never))
  const announcedId = proposed.body.id
  const { earliest } = (await expectOk(admin.ask(decisionsApi.decision, { id: announcedId }))).body
  if (!earliest) throw new Error('a proposed decision says the earliest days')
  const { objectionsUntil, opensOn, closesOn } = earliest
  const days = { objectionsUntil, opensOn, closesOn, place: '物业服务中心' }
  await expectOk(admin.tell(decisionsApi.announce, { id: announcedId }, days))
  const objection = { unitId: unitIds[1] ?? null, text: '面积登记错了' }
  await expectOk(admin.tell(decisionsApi.object, { id: announcedId }, objection))
  return { publishedId, announcedId }
}
