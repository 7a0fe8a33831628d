/** Accounts, sign-in and roles at the API, on a real log. */
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Client,
  expectOk,
  nextKey,
  startServer,
  TEST_PASSWORD,
  type TestServer,
} from '../../../test/kit/server.ts'
import { Access } from './people.aggregates.ts'

let house: TestServer
beforeAll(async () => {
  house = await startServer({ startMs: Date.parse('2026-03-01T02:00:00.000Z') })
})
afterAll(() => house.close())

const signIn = (loginName: string, password: string, headers: Record<string, string> = {}) =>
  house.stranger.tell(peopleApi.signIn, {}, { loginName, password }, headers)
const isSignedIn = async (client: Client) => (await client.ask(peopleApi.me, {})).status === 200
const register = async (loginName: string) =>
  (
    await expectOk(
      house.admin.tell(
        peopleApi.register,
        {},
        { name: '李明', loginName, password: TEST_PASSWORD, phone: '13812345678' },
      ),
    )
  ).body.id

describe('registering', () => {
  test('a person without a sign-in, with a rare name', async () => {
    const { body } = await expectOk(house.admin.tell(peopleApi.register, {}, { name: '𠮷田㑇', phone: '02374600000' }))
    const list = await expectOk(house.admin.ask(peopleApi.list, { q: '𠮷田' }))
    expect(list.body.items).toEqual([
      { id: body.id, name: '𠮷田㑇', maskedPhone: '023****0000', loginName: null, grants: [], sample: false },
    ])
  })

  test('a login name belongs to one person, however it is typed', async () => {
    await register('unique-name')
    const again = await house.admin.tell(
      peopleApi.register,
      {},
      { name: '王芳', loginName: 'Unique-NAME', password: TEST_PASSWORD },
    )
    expect(again).toMatchObject({ status: 409, body: { code: 'login-taken' } })
    expect((await house.admin.ask(peopleApi.list, { q: '王芳' })).body.items).toEqual([])
  })

  test('a login name needs a password, and the other way round', async () => {
    const answer = await house.admin.tell(peopleApi.register, {}, { name: '王芳', loginName: 'half' })
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed', fields: [{ field: 'password' }] } })
    const other = await house.admin.tell(peopleApi.register, {}, { name: '王芳', password: TEST_PASSWORD })
    expect(other).toMatchObject({ status: 400, body: { fields: [{ field: 'loginName' }] } })
  })

  test('the same key answers the same, and refuses other input', async () => {
    const headers = { 'idempotency-key': nextKey() }
    const body = { name: '赵六', loginName: 'zhaoliu', password: TEST_PASSWORD }
    const first = await expectOk(house.admin.tell(peopleApi.register, {}, body, headers))
    const again = await expectOk(house.admin.tell(peopleApi.register, {}, body, headers))
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotency-hit']).toBe('true')
    expect(await house.server.log.read(`person-${first.body.id}`)).toHaveLength(2)
    expect(await house.admin.tell(peopleApi.register, {}, { ...body, name: '钱七' }, headers)).toMatchObject({
      status: 422,
    })
  })
})

describe('signing in', () => {
  test('wrong password, wrong name: the same answer', async () => {
    await register('same-answer')
    const wrong = await signIn('same-answer', 'not the password')
    const nobody = await signIn('nobody-of-that-name', 'not the password')
    expect(wrong).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } })
    expect(nobody.body).toEqual(wrong.body)
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  test('guessing is slowed, with the time to wait, and the right password must wait too', async () => {
    await register('guessed')
    for (let index = 0; index < 5; index++) expect((await signIn('guessed', `guess number ${index}`)).status).toBe(401)
    const slowed = await signIn('guessed', TEST_PASSWORD)
    expect(slowed).toMatchObject({ status: 429, body: { code: 'sign-in-slow-down' } })
    expect(slowed.headers['retry-after']).toBe('1')
    expect((await signIn('same-answer', TEST_PASSWORD)).status).toBe(200)
    house.time.nowMs += 1_000
    expect((await signIn('guessed', TEST_PASSWORD)).status).toBe(200)
  })

  test('a repeated command is the same session', async () => {
    await register('repeated')
    const headers = { 'idempotency-key': nextKey() }
    const first = await expectOk(signIn('repeated', TEST_PASSWORD, headers))
    house.time.nowMs += 5_000
    const again = await expectOk(signIn('repeated', TEST_PASSWORD, headers))
    expect(again.body).toEqual(first.body)
    expect(again.headers['set-cookie']).toBe(first.headers['set-cookie'])
    expect(await signIn('repeated', 'another password', headers)).toMatchObject({ status: 401 })
  })

  test('two people with the same key have two sessions', async () => {
    await register('key-one')
    await register('key-two')
    const headers = { 'idempotency-key': nextKey() }
    const one = await expectOk(signIn('key-one', TEST_PASSWORD, headers))
    const two = await expectOk(signIn('key-two', TEST_PASSWORD, headers))
    expect(one.body.id).not.toBe(two.body.id)
  })

  test('signing out ends the session everywhere', async () => {
    const person = await house.person('out')
    const twin = await expectOk(person.ask(peopleApi.me, {}))
    expect(twin.body.sessionExpiresAt > '2026-03-30').toBe(true)
    const out = await expectOk(person.tell(peopleApi.signOut, {}, {}))
    expect(String(out.headers['set-cookie'])).toContain('Max-Age=0')
    expect(await isSignedIn(person)).toBe(false)
  })

  test('a new password ends every other session', async () => {
    await register('changing')
    const here = await house.signIn('changing')
    const there = await house.signIn('changing')
    const next = 'quite another password'
    expect(await here.tell(peopleApi.changePassword, {}, { current: 'wrong', next })).toMatchObject({
      status: 409,
      body: { code: 'current-password-wrong' },
    })
    expect(await isSignedIn(there)).toBe(true)
    await expectOk(here.tell(peopleApi.changePassword, {}, { current: TEST_PASSWORD, next }))
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])
    expect((await signIn('changing', TEST_PASSWORD)).status).toBe(401)
    await expectOk(signIn('changing', next))
  })

  test('a new password sent again after the answer was lost is no error', async () => {
    await register('lost-answer')
    const here = await house.signIn('lost-answer')
    const headers = { 'idempotency-key': nextKey() }
    const body = { current: TEST_PASSWORD, next: 'quite another password' }
    const first = await expectOk(here.tell(peopleApi.changePassword, {}, body, headers))
    const again = await expectOk(here.tell(peopleApi.changePassword, {}, body, headers))
    expect(again.body).toEqual(first.body)
  })
})

describe('roles', () => {
  const everywhere = { kind: 'all', id: 'all' } as const

  test('count at once, and are gone at once', async () => {
    const person = await house.person('role')
    expect((await person.ask(peopleApi.list, {})).status).toBe(403)
    const granted = await expectOk(
      house.admin.tell(peopleApi.grantRole, { id: person.personId }, { role: 'administrator', scope: everywhere }),
    )
    expect((await person.ask(peopleApi.list, {})).status).toBe(200)
    const again = await expectOk(
      house.admin.tell(peopleApi.grantRole, { id: person.personId }, { role: 'administrator', scope: everywhere }),
    )
    expect(again.body.id).toBe(granted.body.id)

    const ended: unknown[] = []
    const stop = house.server.sessions.onEnded((one) => ended.push(one))
    const headers = { 'idempotency-key': nextKey() }
    const revoke = () =>
      house.admin.tell(
        peopleApi.revokeRole,
        { id: person.personId },
        { grantId: granted.body.id, reason: '离任' },
        headers,
      )
    await expectOk(revoke())
    stop()
    expect(ended).toEqual([{ personId: person.personId }])
    expect((await person.ask(peopleApi.list, {})).status).toBe(403)
    expect((await expectOk(revoke())).headers['idempotency-hit']).toBe('true')
  })

  test('are granted where they can hold, to people there are, by whoever reaches there', async () => {
    const district = await expectOk(
      house.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
    )
    const street = await expectOk(
      house.admin.tell(
        placesApi.registerRegion,
        {},
        { level: 'subdistrict', name: '桂溪街道', parentId: district.body.id },
      ),
    )
    const other = await expectOk(
      house.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '梁平区', parentId: null }),
    )
    const local = await house.person('local', ['administrator', { kind: 'district', id: district.body.id }])
    const somebody = await register('somebody')
    const grant = (client: Client, role: 'overseer' | 'worker', kind: 'subdistrict' | 'district' | 'all', id: string) =>
      client.tell(peopleApi.grantRole, { id: somebody }, { role, scope: { kind, id } })
    const granted = await expectOk(grant(local, 'overseer', 'subdistrict', street.body.id))
    expect(await grant(local, 'overseer', 'district', other.body.id)).toMatchObject({ status: 403 })
    expect(await grant(local, 'overseer', 'all', 'all')).toMatchObject({ status: 403 })
    expect(await grant(house.admin, 'worker', 'all', 'all')).toMatchObject({
      status: 409,
      body: { code: 'role-scope-unfit' },
    })
    expect(await grant(house.admin, 'overseer', 'subdistrict', other.body.id)).toMatchObject({
      status: 409,
      body: { code: 'scope-unknown' },
    })
    expect(
      await house.admin.tell(peopleApi.grantRole, { id: 'nobody' }, { role: 'overseer', scope: everywhere }),
    ).toMatchObject({ status: 404 })

    const row = (await house.admin.ask(peopleApi.list, { q: '李明', limit: 200 })).body.items.find(
      (item) => item.id === somebody,
    )
    expect(row?.grants).toMatchObject([{ id: granted.body.id, scopeName: '桂溪街道' }])
    const outsider = await house.person('outsider', ['administrator', { kind: 'district', id: other.body.id }])
    const revoked = await outsider.tell(
      peopleApi.revokeRole,
      { id: somebody },
      { grantId: granted.body.id, reason: '越权' },
    )
    expect(revoked).toMatchObject({ status: 403 })
    expect(await outsider.tell(peopleApi.erase, { id: somebody }, { reason: '越权' })).toMatchObject({ status: 403 })
  })

  test('the last administrator stays', async () => {
    const me = await expectOk(house.admin.ask(peopleApi.me, {}))
    const own = me.body.grants[0]
    const refused = { status: 409, body: { code: 'last-administrator' } }
    expect(
      await house.admin.tell(
        peopleApi.revokeRole,
        { id: house.admin.personId },
        { grantId: own?.id ?? '', reason: '手误' },
      ),
    ).toMatchObject(refused)
    expect(await house.admin.tell(peopleApi.erase, { id: house.admin.personId }, { reason: '手误' })).toMatchObject(
      refused,
    )
  })
})

describe('erasing', () => {
  test('a person leaves the log, the views and the sign-in; a repeat is answered', async () => {
    const id = await register('to-be-erased')
    const person = await house.signIn('to-be-erased')
    const headers = { 'idempotency-key': nextKey() }
    const erase = () => house.admin.tell(peopleApi.erase, { id }, { reason: '本人要求' }, headers)
    const first = await expectOk(erase())
    expect(await isSignedIn(person)).toBe(false)
    expect((await signIn('to-be-erased', TEST_PASSWORD)).status).toBe(401)
    expect(await house.server.log.read(`person-${id}`)).toEqual([])
    expect((await house.admin.ask(peopleApi.list, { limit: 200 })).body.items.map((item) => item.id)).not.toContain(id)
    expect((await expectOk(erase())).body).toEqual(first.body)
    const granted = await house.admin.tell(
      peopleApi.grantRole,
      { id },
      { role: 'overseer', scope: { kind: 'all', id: 'all' } },
    )
    expect(granted).toMatchObject({ status: 404 })
  })

  test('what a crash left of it is done at the next start', async () => {
    const id = await register('half-erased')
    const { store, views } = house.server
    const { position } = await store.execute(Access, id, {
      meta: {
        commandId: nextKey(),
        inputHash: '0',
        actor: 'system',
        channel: 'web',
        occurredAt: '2026-03-01T03:00:00.000Z',
      },
      command: { type: 'ErasePerson', personId: id, reason: '本人要求' },
    })
    await views.waitFor(position ?? '')
    expect((await signIn('half-erased', TEST_PASSWORD)).status).toBe(401)
    expect(await house.server.log.read(`person-${id}`)).toHaveLength(2)
    await house.server.whenReady()
    expect(await house.server.log.read(`person-${id}`)).toEqual([])
  })
})
