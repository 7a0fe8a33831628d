/** Requests are found by what people type: words of the text, the number, the door, the end of a phone; and by nobody else. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

let at: TestServer
let here: TestCompound
let elsewhere: TestCompound
let clerk: Client
let worker: Client
let clerkElsewhere: Client
const ids: Record<'kitchen' | 'lamp' | 'far', string> = { kitchen: '', lamp: '', far: '' }

const report = async (compound: TestCompound, unit: number | null, text: string, onBehalfOf?: string) => {
  const place =
    unit === null
      ? { kind: 'building' as const, id: compound.buildingId }
      : { kind: 'unit' as const, id: compound.unitIds[unit] ?? '' }
  const body = { place, category: 'other' as const, urgency: 'ordinary' as const, text, channel: 'phone' as const }
  const told = at.admin.tell(
    maintenanceApi.report,
    { id: compound.id },
    { ...body, ...(onBehalfOf ? { onBehalfOf } : {}) },
  )
  return (await expectOk(told)).body.id
}

/** Known to the server before anything is entered for them. */
async function registered(name: string, phone: string): Promise<string> {
  const { id } = (await expectOk(at.admin.tell(peopleApi.register, {}, { name, phone }))).body
  await expectOk(at.admin.ask(peopleApi.list, {}))
  return id
}

beforeAll(async () => {
  at = await startServer()
  const county = await makeCounty(at)
  here = await county.compound('兴隆花园', 4)
  elsewhere = await county.compound('北门新村', 4)
  clerk = await at.person('clerk', ['clerk', { kind: 'compound', id: here.id }])
  worker = await at.person('worker', ['worker', { kind: 'compound', id: here.id }])
  clerkElsewhere = await at.person('clerk', ['clerk', { kind: 'compound', id: elsewhere.id }])
  const reporterId = await registered('王芳', '13812345678')
  ids.kitchen = await report(here, 1, '厨房水管漏水，１０２往楼下滴', reporterId)
  ids.lamp = await report(here, null, 'Stairwell LIGHT broken, 灯不亮')
  ids.far = await report(elsewhere, 1, '水管爆了', reporterId)
})
afterAll(() => at.close())

const names = new Map<string, string>()
async function found(client: Client, q: string, more = {}): Promise<string[]> {
  const { body } = await expectOk(client.ask(maintenanceApi.list, { q, ...more }))
  for (const [name, id] of Object.entries(ids)) names.set(id, name)
  return body.items.map(({ id }) => names.get(id) ?? id).sort()
}

describe('words of the text', () => {
  test('of two characters are found, turned around they are not', async () => {
    expect(await found(clerk, '水管')).toEqual(['kitchen'])
    expect(await found(clerk, '管水')).toEqual([])
  })
  test('of one character, of Latin letters from their beginning, and full-width digits', async () => {
    expect(await found(clerk, '灯')).toEqual(['lamp'])
    expect(await found(clerk, 'lig')).toEqual(['lamp'])
    expect(await found(clerk, 'ight')).toEqual([])
    expect(await found(clerk, '102')).toEqual(['kitchen'])
  })
  test('must all be there', async () => {
    expect(await found(clerk, '水管 厨房')).toEqual(['kitchen'])
    expect(await found(clerk, '水管 卧室')).toEqual([])
  })
  test('are also those of notes and of the completion', async () => {
    await expectOk(clerk.tell(maintenanceApi.note, { id: ids.lamp }, { text: '缺声控开关' }))
    expect(await found(clerk, '声控')).toEqual(['lamp'])
    await expectOk(clerk.tell(maintenanceApi.assign, { id: ids.lamp }, { assigneeId: worker.personId }))
    await expectOk(worker.tell(maintenanceApi.complete, { id: ids.lamp }, { note: '换了灯泡' }))
    expect(await found(clerk, '灯泡 声控')).toEqual(['lamp'])
  })
})

test('the number finds its request, as it is printed', async () => {
  const { body } = await expectOk(clerk.ask(maintenanceApi.list, {}))
  const number = body.items.find(({ id }) => id === ids.kitchen)?.number ?? ''
  expect(await found(clerk, number)).toEqual(['kitchen'])
  expect(await found(clerk, number.toLowerCase())).toEqual(['kitchen'])
  expect(await found(clerk, number.split('-')[1] ?? '')).toEqual(['kitchen'])
})

describe('places', () => {
  test('are found by the door, the building, the compound', async () => {
    expect(await found(clerk, '1栋 102')).toEqual(['kitchen'])
    expect(await found(clerk, '１栋102')).toEqual(['kitchen'])
    expect(await found(clerk, '1栋')).toEqual(['kitchen', 'lamp'])
    expect(await found(clerk, '1栋 103')).toEqual([])
    expect(await found(at.admin, '北门新村')).toEqual(['far'])
  })
  test('a building of another number is another one', async () => {
    const building = { name: '11栋', storeys: 6, builtInYear: null, entrances: [] }
    await expectOk(at.admin.tell(placesApi.registerBuildings, { id: here.id }, { rows: [building] }))
    const view = await expectOk(at.admin.ask(placesApi.compound, { id: here.id }))
    const id = view.body.buildingsList.find(({ name }) => name === '11栋')?.id ?? ''
    const eleven = await report({ ...here, buildingId: id }, null, '墙皮掉了')
    expect(await found(clerk, '1栋')).toEqual(['kitchen', 'lamp'])
    expect(await found(clerk, '11栋')).toEqual([eleven])
  })
})

describe('the end of a phone', () => {
  test('finds the reporter’s requests for the desk, together with other words', async () => {
    expect(await found(clerk, '5678')).toEqual(['kitchen'])
    expect(await found(clerk, '5678 水管')).toEqual(['kitchen'])
    expect(await found(clerk, '5678 灯')).toEqual([])
    expect(await found(at.admin, '5678')).toEqual(['far', 'kitchen'])
  })
  test('only whole: neither three digits nor the beginning', async () => {
    expect(await found(clerk, '678')).toEqual([])
    expect(await found(clerk, '1381')).toEqual([])
  })
  test('finds nothing for who may not list people', async () => {
    expect(await found(worker, '5678')).toEqual([])
    expect(await found(worker, '水管')).toEqual(['kitchen'])
  })
  test('of somebody erased is gone', async () => {
    const gone = await registered('李强', '13900004321')
    const id = await report(here, 2, '门坏了', gone)
    expect(await found(clerk, '4321')).toEqual([id])
    await expectOk(at.admin.tell(peopleApi.erase, { id: gone }, { reason: '本人要求' }))
    expect(await found(clerk, '4321')).toEqual([])
    expect(await found(clerk, '门坏')).toEqual([id])
  })
})

describe('scope', () => {
  test('nobody finds what they may not see', async () => {
    expect(await found(clerkElsewhere, '水管')).toEqual(['far'])
    expect(await found(clerkElsewhere, '5678')).toEqual(['far'])
    expect(await found(clerkElsewhere, '厨房')).toEqual([])
    expect(await found(clerkElsewhere, '兴隆花园')).toEqual([])
    expect(await found(at.admin, '水管', { compoundId: elsewhere.id })).toEqual(['far'])
  })
  test('a resident finds what is of the own home, by its door too, and nothing of the neighbours', async () => {
    const resident = await at.person('resident')
    const relation = { personId: resident.personId, relation: 'tenant' as const, since: '2024-01-01' }
    await expectOk(at.admin.tell(placesApi.recordRelation, { id: here.unitIds[1] ?? '' }, relation))
    expect(await found(resident, '水管')).toEqual(['kitchen'])
    expect(await found(resident, '1栋102')).toEqual(['kitchen'])
    expect(await found(resident, '灯')).toEqual([])
    expect(await found(resident, '5678')).toEqual([])
  })
})

describe('whatever is typed', () => {
  test('60 characters at most', async () => {
    expect(await found(clerk, `水管${' '.repeat(58)}`)).toEqual(['kitchen'])
    expect((await clerk.ask(maintenanceApi.list, { q: '水'.repeat(61) })).status).toBe(400)
  })
  test.each([
    '%',
    '"',
    '*',
    '_',
    "'",
    '\\',
    '\0',
    '😀',
    '[',
    '?',
    "' OR 1=1 --",
    'NEAR(',
    '^水',
    '*水',
    '-',
    '水'.repeat(60),
  ])('%j is harmless and finds nothing that it is not in', async (q) => {
    const { status, body } = await clerk.ask(maintenanceApi.list, { q })
    expect(status).toBe(200)
    expect(body.items.length).toBe(/^\W?水$/.test(q) ? 1 : 0)
  })
  test('signs around a word do not hide it', async () => {
    expect(await found(clerk, '"水管"*%\0😀')).toEqual(['kitchen'])
  })
  test('nothing but spaces is no search', async () => {
    expect((await found(clerk, '   ')).length).toBeGreaterThan(1)
  })
})
