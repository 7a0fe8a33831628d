/** Two compounds, each with everybody who answers for it in some way, and homes: for tests of who is told what. */
import { alertsApi } from '@changxin/shared/maintenance'
import { managementApi } from '@changxin/shared/management'
import type { GrantScope, Role } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { type Client, expectOk, type TestServer } from './server.ts'

export interface AlertsPlace {
  readonly compoundId: string
  readonly unitId: string
  readonly scopes: Readonly<Record<'compound' | 'operator' | 'community' | 'subdistrict' | 'district', GrantScope>>
  readonly resident: Client
  readonly neighbour: Client
  readonly worker: Client
  readonly mate: Client
  readonly manager: Client
  readonly clerk: Client
  readonly centre: Client
  readonly overseer: Client
  readonly district: Client
}

async function placesOf({ admin }: TestServer, name: string) {
  const region = async (level: 'district' | 'subdistrict' | 'community', parentId: string | null) =>
    (await expectOk(admin.tell(placesApi.registerRegion, {}, { level, name: `${name}${level}`, parentId }))).body.id
  const district = await region('district', null)
  const subdistrict = await region('subdistrict', district)
  const community = await region('community', subdistrict)
  const { id } = (await expectOk(admin.tell(placesApi.registerCompound, {}, { name, regionId: community }))).body
  const building = { name: '1栋', storeys: 6, builtInYear: 1995, entrances: [] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const buildingId = (await expectOk(admin.ask(placesApi.compound, { id }))).body.buildingsList[0]?.id ?? ''
  const unit = {
    buildingId,
    entranceId: null,
    kind: 'home',
    floor: 1,
    floorArea: 8_000,
    floorAreaSource: 'registry',
  } as const
  const rows = ['101', '102'].map((door) => ({ ...unit, door }))
  await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows }))
  const operatorId = (
    await expectOk(admin.tell(managementApi.registerOperator, {}, { kind: 'property-company', name: `${name}物业` }))
  ).body.id
  const mode = {
    mode: 'property-company',
    since: '2024-01-01',
    operatorId,
    ground: { kind: 'contract', text: '合同' },
  } as const
  await expectOk(admin.tell(managementApi.adopt, { id }, mode))
  const { items } = (await expectOk(admin.ask(placesApi.units, { id }))).body
  const scopes = {
    compound: { kind: 'compound', id },
    operator: { kind: 'operator', id: operatorId },
    community: { kind: 'community', id: community },
    subdistrict: { kind: 'subdistrict', id: subdistrict },
    district: { kind: 'district', id: district },
  } as const
  return { compoundId: id, unitIds: items.map((one) => one.id), scopes }
}

/** Regions and an operator of its own, so that no role of one reaches the other. */
export async function makeAlertsPlace(at: TestServer, name: string): Promise<AlertsPlace> {
  const { compoundId, unitIds, scopes } = await placesOf(at, name)
  const home = async (unitId: string) => {
    const client = await at.person('resident')
    const relation = { personId: client.personId, relation: 'tenant', since: '2024-01-01' } as const
    await expectOk(at.admin.tell(placesApi.recordRelation, { id: unitId }, relation))
    return client
  }
  const holder = (role: Role, scope: GrantScope) => at.person(role, [role, scope])
  return {
    compoundId,
    unitId: unitIds[0] ?? '',
    scopes,
    resident: await home(unitIds[0] ?? ''),
    neighbour: await home(unitIds[1] ?? ''),
    worker: await holder('worker', scopes.compound),
    mate: await holder('worker', scopes.operator),
    manager: await holder('manager', scopes.operator),
    clerk: await holder('clerk', scopes.community),
    centre: await holder('manager', scopes.community),
    overseer: await holder('overseer', scopes.subdistrict),
    district: await holder('overseer', scopes.district),
  }
}

/** `overdue resolution @manager`: what stands for a person, the newest first. */
export async function alertsOf(client: Client): Promise<string[]> {
  const { items } = (await expectOk(client.ask(alertsApi.alerts, { limit: 200 }))).body
  return items.map(({ kind, target, audience }) =>
    [kind, target, audience && `@${audience}`].filter((part) => part !== null).join(' '),
  )
}
