/** A turn confirmed by a link, without an account: one turn and nothing else, until it is kept, passed on or over. */

import { fileUrl } from '@changxin/shared/files'
import { rotaApi, turnLinkApi } from '@changxin/shared/management'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk } from '../../../../test/kit/server.ts'
import { phonePhoto } from '../../files/sample-files.ts'
import { type Holder, holderOf } from '../../maintenance/job-link.fixture.ts'
import { at, type RotaStory, startRotaStory } from './rota.story.fixture.ts'

let story: RotaStory
let rotaId: string
/** Somebody who never signs in. */
let auntId: string
beforeAll(async () => {
  story = await startRotaStory()
  const { admin } = story.at
  auntId = (await expectOk(admin.tell(peopleApi.register, {}, { name: '王秀英' }))).body.id
  const unitId = (await expectOk(admin.ask(placesApi.units, { id: story.here.compoundId }))).body.items[3]?.id ?? ''
  const body = { personId: auntId, relation: 'occupant' as const, since: '2025-01-01' }
  await expectOk(admin.tell(placesApi.recordRelation, { id: unitId }, body))
  rotaId = await story.open(story.here.committee, { personIds: [auntId, story.here.chen.personId] })
})
afterAll(() => story.at.close())

const turnOn = async (date: number) =>
  (await story.turnsOf(rotaId, story.here.committee)).find(({ from }) => from === at(date, 22))?.id ?? ''
async function linkTo(turnId: string): Promise<Holder> {
  const given = await expectOk(story.here.committee.tell(rotaApi.giveLink, { id: rotaId, turnId }, {}))
  return holderOf(story.at, given.body.token)
}
const look = async (holder: Holder) => {
  const { status, body } = await holder.send({ url: turnLinkApi.turn.path })
  return status === 200 ? body : `${status} ${String(body['code'])}`
}
const codeOf = ({ status, body }: Awaited<ReturnType<Holder['tell']>>) => `${status} ${String(body['code'] ?? '')}`

test('the holder sees the one turn, and confirms it with a photo; the link ends with it', async () => {
  const turnId = await turnOn(1)
  const holder = await linkTo(turnId)
  expect(await look(holder)).toMatchObject({
    title: '夜间巡逻',
    ownerName: '兴隆花园',
    personName: '王秀英',
    status: 'planned',
    isSwapAsked: false,
    keepFrom: at(1, 21),
  })
  expect(codeOf(await holder.tell(turnLinkApi.keep, {}))).toBe('409 turn-not-yet')
  await story.passTo(at(2, 6))
  const { sha256 } = await holder.upload(await phonePhoto())
  await expectOk(holder.tell(turnLinkApi.keep, { note: '都好', files: [sha256] }))
  expect(await look(holder)).toBe('403 turn-link-over')
  const turn = (await story.turnsOf(rotaId, story.here.chen)).find(({ id }) => id === turnId)
  expect(turn).toMatchObject({ status: 'kept', how: 'link', personId: auntId, keptByName: '王秀英', files: [sha256] })

  const picture = async (cookie: string) =>
    (await story.at.server.app.inject({ url: fileUrl(sha256), headers: { cookie } })).statusCode
  const { chen, committee, overseer, neighbour } = story.here
  expect(await Promise.all([chen, committee, overseer, neighbour].map(({ cookie }) => picture(cookie)))).toEqual([
    200, 200, 404, 404,
  ])
})

test('the holder offers the turn to the group; when somebody takes it the link is dead', async () => {
  const turnId = await turnOn(3)
  const holder = await linkTo(turnId)
  await expectOk(holder.tell(turnLinkApi.askSwap, {}))
  expect(await look(holder)).toMatchObject({ isSwapAsked: true })
  const { asked } = (await expectOk(story.here.chen.ask(rotaApi.myTurns, {}))).body
  const swapId = asked.find(({ id }) => id === turnId)?.swap?.swapId ?? ''
  await expectOk(story.here.chen.tell(rotaApi.agreeSwap, { id: rotaId, turnId, swapId }, {}))
  expect(await look(holder)).toBe('403 turn-link-passed-on')
  expect(codeOf(await holder.tell(turnLinkApi.keep, {}))).toBe('403 turn-link-passed-on')
})

test('it can be confirmed on the day on which the turn ends, and not on the next; that it was missed it tells nobody', async () => {
  const turnId = await turnOn(5)
  const holder = await linkTo(turnId)
  await story.passTo(at(6, 23, 59))
  const turn = (await story.turnsOf(rotaId, story.here.chen)).find(({ id }) => id === turnId)
  expect(turn).toMatchObject({ status: 'missed' })
  expect(await look(holder)).toMatchObject({ status: 'planned' })
  await story.passTo(at(7, 0))
  expect(await look(holder)).toBe('403 turn-link-over')
})

test('the same command gives the same token again, and only whoever runs the rota gives one', async () => {
  const turnId = await turnOn(9)
  const headers = { 'idempotency-key': '019cafe0-5e80-7000-8000-0000000000aa' }
  const give = () => story.here.committee.tell(rotaApi.giveLink, { id: rotaId, turnId }, {}, headers)
  expect((await expectOk(give())).body.token).toBe((await expectOk(give())).body.token)
  const { chen, neighbour, overseer } = story.here
  for (const one of [chen, neighbour, overseer])
    expect((await one.tell(rotaApi.giveLink, { id: rotaId, turnId }, {})).status).toBe(403)
})

test('when the holder leaves the rota, or is erased, the link opens nothing', async () => {
  const leaving = await linkTo(await turnOn(11))
  await expectOk(story.here.committee.tell(rotaApi.leave, { id: rotaId, personId: auntId }, {}))
  expect(await look(leaving)).toBe('403 turn-link-passed-on')
  await expectOk(story.here.committee.tell(rotaApi.join, { id: rotaId }, { personId: auntId, replan: true }))
  const mine = (await story.turnsOf(rotaId, story.here.committee)).find(
    ({ personId, from }) => personId === auntId && from > at(11, 0),
  )
  const erased = await linkTo(mine?.id ?? '')
  await expectOk(story.at.admin.tell(peopleApi.erase, { id: auntId }, { reason: '本人要求' }))
  expect(await look(erased)).toBe('403 turn-link-passed-on')
  await story.at.server.processes.settle()
  const rota = (await expectOk(story.here.committee.ask(rotaApi.rota, { id: rotaId, days: 40 }))).body
  expect(rota.people.map(({ id }) => id)).toEqual([story.here.chen.personId])
  expect(new Set(rota.turns.filter(({ from }) => from > at(8, 0)).map(({ personId }) => personId))).toEqual(
    new Set([story.here.chen.personId]),
  )
})
