/** A compound with a fund and doors in buildings of two entrances, and the way of a bank's file into it. */
import { placesApi } from '@changxin/shared/places'
import { fundImportsApi, repairFundApi } from '@changxin/shared/repair-fund'
import { COLUMNS, unitBodies } from '../../server/src/repair-fund/imports/imports.fixture.ts'
import { type Answer, type Client, expectOk, nextKey, pathOf, type TestServer } from './server.ts'

export interface FundPlace {
  readonly id: string
  readonly unitIds: readonly string[]
}

/** Doors as `doorAt` counts them, 60 a building. */
export async function fundOfDoors({ admin }: TestServer, doors: number): Promise<FundPlace> {
  const name = nextKey().slice(0, 8)
  const region = await expectOk(
    admin.tell(placesApi.registerRegion, {}, { level: 'district', name: `区${name}`, parentId: null }),
  )
  await expectOk(admin.ask(placesApi.regions, {}))
  const compound = { name: `小区${name}`, regionId: region.body.id }
  const { id } = (await expectOk(admin.tell(placesApi.registerCompound, {}, compound))).body
  await expectOk(admin.ask(placesApi.compound, { id }))
  const rows = Array.from({ length: Math.ceil(doors / 60) }, (_, index) => ({
    name: `${index + 1}栋`,
    storeys: null,
    builtInYear: null,
    entrances: ['1单元', '2单元'],
  }))
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows }))
  const { buildingsList } = (await expectOk(admin.ask(placesApi.compound, { id }))).body
  await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows: unitBodies(doors, buildingsList) }))
  await expectOk(
    admin.tell(repairFundApi.open, { id }, { openedOn: '2020-01-01', bookkeeper: 'authority', ground: '业主大会决定' }),
  )
  const units = (await expectOk(admin.ask(placesApi.units, { id, limit: 200 }))).body
  return { id, unitIds: units.items.map((unit) => unit.id) }
}

/** A file as a browser sends it. */
export async function bringSheet({ server }: TestServer, who: Client, id: string, bytes: Buffer): Promise<Answer> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), 'whatever')
  const whole = new Response(form)
  const headers = {
    cookie: who.cookie,
    'idempotency-key': nextKey(),
    'accept-language': 'en',
    'content-type': whole.headers.get('content-type') ?? '',
  }
  const payload = Buffer.from(await whole.arrayBuffer())
  const url = pathOf(fundImportsApi.bring.path, { id })
  const answer = await server.app.inject({ method: 'POST', url, headers, payload })
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
}

/** The dry run: brought and read under the usual columns. */
export async function stageSheet(at: TestServer, who: Client, id: string, bytes: Buffer, change = {}) {
  const brought = await bringSheet(at, who, id, bytes)
  if (brought.status !== 200) return brought
  const body = { file: String(brought.body['sha256']), columns: COLUMNS, kind: 'first-deposit' as const, ...change }
  return who.tell(fundImportsApi.stage, { id }, body)
}

export const importOf = async (who: Client, id: string) => (await expectOk(who.ask(fundImportsApi.import, { id }))).body

/** Booked to its end. */
export async function bookImport(at: TestServer, who: Client, id: string, takeGoodRows = false) {
  const { stagingId } = await importOf(who, id)
  await expectOk(who.tell(fundImportsApi.book, { id }, { stagingId, takeGoodRows }))
  await at.server.processes.settle()
  return importOf(who, id)
}
