/**
 * Bad input at every route that is registered: each field made wrong in every way that its schema forbids answers a 4xx
 * problem that names the field, and nothing is written.
 */
import { allRoutes } from '@changxin/shared/features'
import type { CommandRoute, QueryRoute } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleOf } from '../../scripts/lib/example.ts'
import { type Answer, expectOk, nextKey, pathOf, startServer, type TestServer } from '../kit/server.ts'

type Json = Record<string, unknown>
const LONG = 'x'.repeat(800_000)
const LOST_SURROGATE = '\ud842'
const WRONG: readonly unknown[] = [
  null,
  true,
  {},
  [],
  ['x'],
  -1,
  0,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  LONG,
  'a\u0000b',
  LOST_SURROGATE,
  '😀',
  '-1',
  '1e300',
  '2026-02-30',
  'not-a-date',
  { unit: 'x' },
]

let at: TestServer
let compoundId: string
let otherUnitId: string

beforeAll(async () => {
  at = await startServer()
  const { admin } = at
  const district = await expectOk(
    admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
  )
  const make = async (name: string) => {
    const { body } = await expectOk(admin.tell(placesApi.registerCompound, {}, { name, regionId: district.body.id }))
    const building = { name: '1栋', storeys: 6, builtInYear: 1995, entrances: ['1单元'] }
    await expectOk(admin.tell(placesApi.registerBuildings, { id: body.id }, { rows: [building] }))
    const view = await expectOk(admin.ask(placesApi.compound, { id: body.id }))
    const buildingId = view.body.buildingsList[0]?.id ?? ''
    const unit = {
      buildingId,
      entranceId: null,
      door: '101',
      kind: null,
      floor: 1,
      floorArea: 8_888,
      floorAreaSource: 'registry' as const,
    }
    await expectOk(admin.tell(placesApi.registerUnits, { id: body.id }, { rows: [unit] }))
    const units = await expectOk(admin.ask(placesApi.units, { id: body.id }))
    return { id: body.id, unitId: units.body.items[0]?.id ?? '' }
  }
  const first = await make('甲小区')
  const second = await make('乙小区')
  compoundId = first.id
  otherUnitId = second.unitId
  await expectOk(
    admin.tell(repairFundApi.open, { id: compoundId }, { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '开户' }),
  )
})
afterAll(() => at.close())

async function post(path: string, body: unknown, headers: Json = {}): Promise<Answer> {
  const response = await at.server.app.inject({
    method: 'POST',
    url: path,
    payload: body as object,
    headers: {
      cookie: at.admin.cookie,
      'idempotency-key': nextKey(),
      'content-type': 'application/json',
      ...headers,
    } as Record<string, string>,
  })
  return { status: response.statusCode, body: response.json(), headers: response.headers }
}

function expectProblem(answer: Answer, field: string | undefined): void {
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.body).toMatchObject({ status: answer.status, code: expect.any(String), detail: expect.any(String) })
  if (field === undefined || answer.status === 413) return
  const fields = ((answer.body['fields'] ?? []) as { field: string }[]).map((one) => one.field)
  expect(
    fields.some((name) => name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}[`)),
    `${field} in ${JSON.stringify(answer.body)}`,
  ).toBe(true)
}

/** Every object in the body, with the way to it: fields inside rows are wrong in the same ways. */
function objectsIn(
  value: unknown,
  path: string,
): { path: string; fields: string[]; put: (root: unknown, field: string, wrong: unknown) => unknown }[] {
  if (Array.isArray(value)) {
    return objectsIn(value[0], `${path}[0]`).map((one) => ({
      ...one,
      put: (root, field, wrong) => [one.put((root as unknown[])[0], field, wrong)],
    }))
  }
  if (value === null || typeof value !== 'object') return []
  const here = {
    path,
    fields: Object.keys(value),
    put: (root: unknown, field: string, wrong: unknown) => {
      const { [field]: _, ...rest } = root as Json
      return wrong === undefined ? rest : { ...rest, [field]: wrong }
    },
  }
  const below = Object.entries(value).flatMap(([name, inner]) =>
    objectsIn(inner, path ? `${path}.${name}` : name).map((one) => ({
      ...one,
      put: (root: unknown, field: string, wrong: unknown) => ({
        ...(root as Json),
        [name]: one.put((root as Json)[name], field, wrong),
      }),
    })),
  )
  return [here, ...below]
}

const commands = allRoutes.filter((route): route is CommandRoute => route.kind === 'command')
const queries = allRoutes.filter((route): route is QueryRoute => route.kind === 'query')

describe.each(commands.map((route) => [route.action, route] as const))('%s', (_, route) => {
  test('every field that is wrong is named, and nothing is written', async () => {
    const before = await at.server.log.head()
    const valid = exampleOf(route.body)
    const params = exampleOf(route.params) as Json
    const path = pathOf(route.path, params)
    let tried = 0
    for (const object of objectsIn(valid, '')) {
      for (const field of object.fields) {
        for (const wrong of [undefined, ...WRONG]) {
          const body = object.put(valid, field, wrong)
          if (route.body.safeParse(body).success) continue
          tried++
          expectProblem(await post(path, body), object.path ? `${object.path}.${field}` : field)
        }
      }
      const unknown = object.put(valid, 'surprise', 1)
      expectProblem(await post(path, unknown), object.path ? `${object.path}.surprise` : 'surprise')
    }
    for (const wrong of ['not json', '[]', '"x"', '12', 'null']) expectProblem(await post(path, wrong), undefined)
    if (Object.keys(valid as Json).length > 0) expect(tried).toBeGreaterThan(0)
    expect(await at.server.log.head()).toBe(before)
  })

  test('a command without a usable idempotency key is refused', async () => {
    const path = pathOf(route.path, exampleOf(route.params) as Json)
    for (const key of ['', 'x', 'a'.repeat(200)])
      expectProblem(await post(path, exampleOf(route.body), { 'idempotency-key': key }), undefined)
  })
})

describe.each(queries.map((route) => [route.action, route] as const))('%s', (_, route) => {
  test('every input that is wrong is named', async () => {
    const valid = exampleOf(route.input) as Json
    for (const field of Object.keys(route.input.shape)) {
      if (route.path.includes(`:${field}`)) continue
      for (const wrong of ['', '-1', '1.5', '1e300', 'a\u0000b', '2026-02-30', 'x'.repeat(2_000)]) {
        const input = { ...valid, [field]: wrong }
        if (route.input.safeParse(input).success) continue
        const url = `${pathOf(route.path, valid)}?${new URLSearchParams({ [field]: wrong })}`
        const response = await at.server.app.inject({ url, headers: { cookie: at.admin.cookie } })
        expectProblem({ status: response.statusCode, body: response.json(), headers: {} }, field)
      }
    }
    const response = await at.server.app.inject({
      url: `${pathOf(route.path, valid)}?surprise=1`,
      headers: { cookie: at.admin.cookie },
    })
    expectProblem({ status: response.statusCode, body: response.json(), headers: {} }, 'surprise')
  })
})

describe('what only the domain can refuse', () => {
  test('an unknown compound is 404', async () => {
    const answer = await at.admin.tell(placesApi.acceptRenovation, { id: 'nowhere' }, { acceptedOn: '2024-01-01' })
    expect(answer.status).toBe(404)
  })

  test.each([-1, 0, 1.5, 1e300, '12', null])('a contribution of %s fen books nothing', async (amountFen) => {
    const before = await at.server.log.head()
    const body = { kind: 'top-up', paidOn: '2024-02-01', rows: [{ unitId: otherUnitId, amountFen }] }
    expectProblem(await post(`/api/compounds/${compoundId}/fund/contributions`, body), 'rows[0].amountFen')
    expect(await at.server.log.head()).toBe(before)
  })

  test('a unit of another compound gets no money here, and the row is named', async () => {
    const before = await at.server.log.head()
    const body = { kind: 'top-up', paidOn: '2024-02-01', rows: [{ unitId: otherUnitId, amountFen: 100 }] }
    const answer = await post(`/api/compounds/${compoundId}/fund/contributions`, body)
    expect(answer.status).toBe(409)
    expectProblem(answer, 'rows[0].unitId')
    expect(await at.server.log.head()).toBe(before)
  })

  test('a place of another compound is no place of this one', async () => {
    const answer = await at.admin.tell(
      maintenanceApi.report,
      { id: compoundId },
      {
        place: { kind: 'unit', id: otherUnitId },
        category: 'other',
        urgency: 'ordinary',
        text: '漏水',
      },
    )
    expect(answer.status).toBe(409)
    expectProblem(answer, 'place')
  })

  test.each(['李𠮷', '王㑇', '阿依古丽·买买提', "O'Brien"])('the rare name %s is taken whole', async (name) => {
    await expectOk(at.admin.tell(peopleApi.register, {}, { name }))
    const found = await expectOk(at.admin.ask(peopleApi.list, { q: name }))
    expect(found.body.items.map((item) => item.name)).toContain(name)
  })

  test.each(['张三😀', '张\u0000三', '张三\ud842', '1234'])('the name %j is refused', async (name) => {
    expectProblem(await post('/api/people', { name }), 'name')
  })
})
