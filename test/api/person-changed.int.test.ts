/** A page that believes somebody else to be signed in: nothing is done in the new person's name, nothing of theirs is shown. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let compound: TestCompound
let worker: Client
let colleague: Client

beforeAll(async () => {
  at = await startServer()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  const scope = { kind: 'compound', id: compound.id } as const
  worker = await at.person('worker', ['worker', scope])
  colleague = await at.person('colleague', ['worker', scope])
})
afterAll(() => at.close())

const asFor = ({ personId }: Client) => ({ 'x-person': personId })
const report = (client: Client, headers: Record<string, string> = {}) => {
  const place = { kind: 'compound', id: compound.id } as const
  const body = { place, category: 'drain', urgency: 'ordinary', text: '漏水' } as const
  return client.tell(maintenanceApi.report, { id: compound.id }, body, headers)
}

test('a step of the one before is not taken as the other’s, and their lists are not given out', async () => {
  const before = await at.server.log.head()
  const refusals = [
    await report(colleague, asFor(worker)),
    await colleague.ask(maintenanceApi.list, {}, asFor(worker)),
    await colleague.ask(peopleApi.me, {}, asFor(worker)),
    await colleague.tell(peopleApi.signOut, {}, {}, asFor(worker)),
  ]
  expect(refusals.map(({ status, body }) => [status, (body as { code?: string }).code])).toEqual(
    refusals.map(() => [401, 'person-changed']),
  )
  expect(await at.server.log.head()).toBe(before)
})

test('whoever is signed in, and clients that say nothing of it, go on', async () => {
  await expectOk(report(colleague, asFor(colleague)))
  await expectOk(report(colleague))
  expect((await at.stranger.ask(maintenanceApi.list, {}, asFor(worker))).body).toMatchObject({ code: 'not-signed-in' })
})
