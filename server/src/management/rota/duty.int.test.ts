/** Work goes to who is on duty: by day, after a swap, across midnight, and by the old order where there is no rota. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { rotaApi } from '@changxin/shared/management'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk } from '../../../../test/kit/server.ts'
import { at, type RotaStory, startRotaStory } from './rota.story.fixture.ts'

let story: RotaStory
let names: Record<string, string>
beforeAll(async () => {
  story = await startRotaStory()
  const { wang, li, manager, chen, deng } = story.here
  names = Object.fromEntries(
    Object.entries({ wang, li, manager, chen, deng }).map(([name, one]) => [one.personId, name]),
  )
})
afterAll(() => story.at.close())

/** Whom the desk is proposed, and whether by the rota. */
async function proposed(compoundId = story.here.compoundId): Promise<string> {
  const { items } = (await expectOk(story.here.manager.ask(maintenanceApi.assignees, { id: compoundId }))).body
  const next = items.find(({ isNext }) => isNext)
  return next ? `${names[next.id]}${next.isOnDuty ? ' on duty' : ''}` : 'nobody'
}

async function rotated(): Promise<string | null> {
  const { compoundId, manager, clerk } = story.here
  const body = {
    place: { kind: 'compound', id: compoundId },
    category: 'drain',
    urgency: 'ordinary',
    text: '堵了',
  } as const
  const { id } = (await expectOk(clerk.tell(maintenanceApi.report, { id: compoundId }, body))).body
  const { items } = (await expectOk(manager.ask(maintenanceApi.assignees, { id: compoundId }))).body
  const assigneeId = items.find(({ isNext }) => isNext)?.id ?? ''
  await expectOk(manager.tell(maintenanceApi.assign, { id }, { assigneeId, how: 'rotated' }))
  return names[(await expectOk(manager.ask(maintenanceApi.request, { id }))).body.assigneeId ?? ''] ?? null
}

test('dispatch follows the duty rota of the company, in every compound that it manages', async () => {
  const { manager, wang, li, operatorId, otherCompoundId, compoundId, neighbour, overseer } = story.here
  const order = [wang.personId, li.personId].sort()
  const [first, second] = order.map((id) => names[id])
  // Whoever was given nothing yet, and then whoever was given something longest ago.
  expect(await proposed()).toBe(first)
  expect(await rotated()).toBe(first)
  expect(await proposed()).toBe(second)

  const shifts = [
    { from: '08:00', until: '20:00' },
    { from: '20:00', until: '08:00' },
  ]
  const id = await story.open(manager, {
    owner: { kind: 'operator', id: operatorId },
    staff: 'paid',
    purpose: 'duty',
    title: '值班室',
    personIds: [wang.personId, li.personId],
    since: '2026-03-02',
    pattern: { kind: 'rotating', weekdays: [1, 2, 3, 4, 5, 6, 7], shifts },
  })
  await expectOk(manager.tell(rotaApi.publishPhone, { id }, { phone: '02374512345' }))
  expect(await proposed()).toBe(second)
  await story.passTo(at(2, 8))
  expect([await proposed(), await proposed(otherCompoundId)]).toEqual(['wang on duty', 'wang on duty'])
  expect([await rotated(), await rotated()]).toEqual(['wang', 'wang'])
  await story.passTo(at(2, 20))
  expect(await proposed()).toBe('li on duty')

  // Residents are told what number to call, staff also who answers.
  const duty = async (one: typeof neighbour) => (await expectOk(one.ask(rotaApi.onDuty, { id: compoundId }))).body.items
  expect(await duty(story.here.neighbour)).toMatchObject([
    { deskPhone: '02374512345', personId: null, personName: null },
  ])
  expect(await duty(story.here.overseer)).toMatchObject([{ personId: li.personId, personName: '测试人' }])
  expect(overseer.personId).not.toBe(li.personId)

  // Across midnight it is still the same turn.
  await story.passTo(at(3, 0, 1))
  expect(await proposed()).toBe('li on duty')
  await story.passTo(at(3, 7, 59))
  expect(await proposed()).toBe('li on duty')
  await story.passTo(at(3, 8))
  expect(await proposed()).toBe('wang on duty')
})

test('after a swap the work goes to who took the turn, also when it has begun', async () => {
  const { compoundId } = story.here
  const { items } = (await expectOk(story.here.manager.ask(rotaApi.rotas, { id: compoundId }))).body
  const id = items[0]?.id ?? ''
  const turns = await story.turnsOf(id, story.here.manager)
  const tonight = turns.find(({ from }) => from === at(3, 20))
  const swap = async (turnId: string, by: 'wang' | 'li', to: 'wang' | 'li') => {
    await expectOk(story.here[by].tell(rotaApi.askSwap, { id, turnId }, { toPersonId: story.here[to].personId }))
    const { asked } = (await expectOk(story.here[to].ask(rotaApi.myTurns, {}))).body
    await expectOk(story.here[to].tell(rotaApi.agreeSwap, { id, turnId, swapId: asked[0]?.swap?.swapId ?? '' }, {}))
  }
  await swap(tonight?.id ?? '', 'li', 'wang')
  await story.passTo(at(3, 20))
  expect(await proposed()).toBe('wang on duty')
  await story.passTo(at(3, 20, 10))
  await swap(tonight?.id ?? '', 'wang', 'li')
  await story.passTo(at(3, 20, 11))
  expect(await proposed()).toBe('li on duty')
  await story.passTo(at(4, 0, 30))
  expect(await proposed()).toBe('li on duty')
  await story.passTo(at(4, 8))
  expect(await proposed()).toBe('wang on duty')

  await expectOk(story.here.manager.tell(rotaApi.close, { id }, {}))
  await story.passTo(at(4, 20))
  // The turn that had begun ends; after it the old order is back, without anybody on duty.
  expect(await proposed()).not.toContain('on duty')
})

test('a neighbour on duty may be given work while the turn lasts, and not after it', async () => {
  const { committee, chen, deng, compoundId } = story.here
  await story.open(committee, {
    purpose: 'duty',
    title: '居民值守',
    personIds: [chen.personId, deng.personId],
    since: '2026-03-05',
    pattern: { kind: 'rotating', weekdays: [4], shifts: [{ from: '09:00', until: '11:00' }] },
  })
  await story.passTo(at(5, 9))
  expect(await proposed()).toBe('chen on duty')
  expect(await rotated()).toBe('chen')
  await story.passTo(at(5, 11))
  const { items } = (await expectOk(story.here.manager.ask(maintenanceApi.assignees, { id: compoundId }))).body
  expect(items.map(({ id }) => names[id])).not.toContain('chen')
})
