/** What the hunt works on: a few compounds that many write to, a rule that makes effects fall due within a minute, and people. */
import { randomUUID } from 'node:crypto'
import { sharedSetupToken } from '@changxin/server/people/index.ts'
import { type CommandRoute, dayOf, instantOf, type QueryRoute } from '@changxin/shared/kernel'
import { maintenanceApi, targetsApi } from '@changxin/shared/maintenance'
import { managementApi } from '@changxin/shared/management'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { repairFundApi } from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { pathOf } from '../../kit/server.ts'
import { ask } from './http.ts'

export const ADMINISTRATOR = { loginName: 'root-admin', password: 'a password for tests' }
export const MANAGER = { loginName: 'manager', password: 'a password for tests' }
const COMPOUNDS = 6
const DAY_MINUTES = 24 * 60

export interface Compound {
  readonly id: string
  readonly unitIds: readonly string[]
}

export interface County {
  readonly subdistrictId: string
  readonly compounds: readonly Compound[]
  /** Few write to it, so that a page shows all of it. */
  readonly watched: Compound
  readonly operatorIds: readonly string[]
  readonly requestIds: readonly string[]
  readonly admin: string
  /** Of the watched compound. */
  readonly manager: string
}

/** A person at the API while nothing goes wrong yet. */
function clientOf(url: string) {
  let cookie = ''
  let position = ''
  async function checked(path: string, asked: Parameters<typeof ask>[1]) {
    const reply = await ask(`${url}${path}`, { cookie, ...asked })
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply
  }
  return {
    cookie: () => cookie,
    async tell<R extends CommandRoute>(route: R, params: z.input<R['params']>, body: z.input<R['body']>) {
      const headers = { 'idempotency-key': randomUUID() }
      const path = pathOf(route.path, params as Record<string, unknown>)
      const reply = await checked(path, { method: 'POST', headers, body })
      const [set] = reply.headers.getSetCookie()
      if (set) cookie = set.split(';')[0] ?? ''
      if (typeof reply.body['position'] === 'string') position = reply.body['position']
      return String(reply.body['id'])
    },
    async ask<R extends QueryRoute>(route: R, params: Record<string, string>) {
      const reply = await checked(pathOf(route.path, params), position ? { headers: { 'x-position': position } } : {})
      return reply.body as z.output<R['output']>
    },
  }
}
type Client = ReturnType<typeof clientOf>

async function makeCompound(admin: Client, regionId: string, name: string): Promise<Compound> {
  const id = await admin.tell(placesApi.registerCompound, {}, { name, regionId })
  const building = { name: '1栋', storeys: 6, builtInYear: null, entrances: [] }
  await admin.tell(placesApi.registerBuildings, { id }, { rows: [building] })
  const { buildingsList } = await admin.ask(placesApi.compound, { id })
  const rows = ['101', '102', '201', '202'].map((door) => ({
    ...{ buildingId: buildingsList[0]?.id ?? '', entranceId: null, door, kind: 'home' as const, floor: null },
    ...{ floorArea: 9_000, floorAreaSource: 'registry' as const },
  }))
  await admin.tell(placesApi.registerUnits, { id }, { rows })
  const { items } = await admin.ask(placesApi.units, { id })
  await admin.tell(repairFundApi.open, { id }, { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '约定' })
  return { id, unitIds: items.map((unit) => unit.id) }
}

async function adoptTargets(admin: Client): Promise<void> {
  const of = (urgency: 'emergency' | 'ordinary' | 'deferrable', minutes: number) => ({
    ...{ urgency, responseMetBy: 'accepted' as const, hours: 'round-the-clock' as const },
    ...{ responseMinutes: minutes, resolutionMinutes: minutes },
  })
  await admin.tell(
    targetsApi.adopt,
    {},
    {
      ...{
        jurisdiction: 'all',
        validFrom: dayOf(instantOf(Date.now())),
        basis: 'contract',
        source: '约定',
        mode: null,
      },
      targets: [of('emergency', 1), of('ordinary', 30 * DAY_MINUTES), of('deferrable', 30 * DAY_MINUTES)],
    },
  )
}

/** @param nodeUrl of one node: whoever signs in there is known at all. */
export async function makeCounty(url: string, nodeUrl: string, secret: string): Promise<County> {
  const admin = clientOf(url)
  await admin.tell(peopleApi.setUp, {}, { token: sharedSetupToken(secret), name: '管理员', ...ADMINISTRATOR })
  await admin.tell(peopleApi.signIn, {}, ADMINISTRATOR)
  const region = (level: 'district' | 'subdistrict', name: string, parentId: string | null) =>
    admin.tell(placesApi.registerRegion, {}, { level, name, parentId })
  const subdistrictId = await region('subdistrict', '桂溪街道', await region('district', '垫江县', null))
  await adoptTargets(admin)
  const compounds: Compound[] = []
  for (let n = 1; n <= COMPOUNDS; n++) compounds.push(await makeCompound(admin, subdistrictId, `${n}号小区`))
  const watched = await makeCompound(admin, subdistrictId, '兴隆花园')
  const requestIds: string[] = []
  for (const { id } of [...compounds, watched]) {
    const fault = { category: 'drain', urgency: 'ordinary', text: '堵了' } as const
    requestIds.push(await admin.tell(maintenanceApi.report, { id }, { place: { kind: 'compound', id }, ...fault }))
  }
  const operatorIds: string[] = []
  for (const name of ['桂溪服务中心', '双龙服务中心'])
    operatorIds.push(await admin.tell(managementApi.registerOperator, {}, { kind: 'service-centre', name }))
  const personId = await admin.tell(peopleApi.register, {}, { name: '物业经理', ...MANAGER })
  const scope = { kind: 'compound', id: watched.id } as const
  await admin.tell(peopleApi.grantRole, { id: personId }, { role: 'manager', scope })
  const manager = clientOf(nodeUrl)
  await manager.tell(peopleApi.signIn, {}, MANAGER)
  const cookies = { admin: admin.cookie(), manager: manager.cookie() }
  return { subdistrictId, compounds, watched, operatorIds, requestIds, ...cookies }
}
