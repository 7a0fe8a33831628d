/** A compound whose neighbours patrol at night, a company's duty desk, and those who oversee both. For tests. */
import type { Instant } from '@changxin/shared/kernel'
import { managementApi, rotaApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import type { z } from 'zod'
import { makeCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'

/** Sunday, 1 March 2026, 10:00 in Shanghai. */
export const SUNDAY: Instant = '2026-03-01T02:00:00.000Z'
/** An hour of a day of March in Shanghai. */
export const at = (date: number, hour: number, minute = 0): Instant =>
  new Date(Date.UTC(2026, 2, date, hour - 8, minute)).toISOString()

const ROLES = [
  'chen',
  'deng',
  'wang',
  'li',
  'manager',
  'clerk',
  'committee',
  'overseer',
  'neighbour',
  'elsewhere',
] as const
type RoleName = (typeof ROLES)[number]
export type RotaPlace = Record<RoleName, Client> & {
  readonly compoundId: string
  readonly otherCompoundId: string
  readonly operatorId: string
}

export interface RotaStory {
  at: TestServer
  readonly here: RotaPlace
  passTo(instant: Instant): Promise<void>
  open(by: Client, change?: Partial<z.input<typeof rotaApi.open.body>>): Promise<string>
  turnsOf(rotaId: string, by?: Client): Promise<z.output<typeof rotaApi.rota.output>['turns']>
}

export async function startRotaStory(): Promise<RotaStory> {
  const server = await startServer({ startMs: Date.parse(SUNDAY), listen: true })
  await server.server.timer.advanceTo(SUNDAY)
  const county = await makeCounty(server)
  const compound = await county.compound('兴隆花园')
  const other = await county.compound('桂溪小区')
  const { admin } = server
  const operatorId = (
    await expectOk(admin.tell(managementApi.registerOperator, {}, { kind: 'property-company', name: '二号物业' }))
  ).body.id
  const adoption = { mode: 'property-company', since: '2026-01-01', operatorId } as const
  for (const { id } of [compound, other])
    await expectOk(admin.tell(managementApi.adopt, { id }, { ...adoption, ground: { kind: 'contract', text: '合同' } }))
  const inCompound = { kind: 'compound', id: compound.id } as const
  const ofOperator = { kind: 'operator', id: operatorId } as const
  const inSubdistrict = { kind: 'subdistrict', id: county.subdistrictId } as const
  const tenant = async (name: string, unitId = '') => {
    const client = await server.person(name)
    const body = { personId: client.personId, relation: 'occupant', since: '2025-01-01' } as const
    await expectOk(admin.tell(placesApi.recordRelation, { id: unitId }, body))
    return client
  }
  const here: RotaPlace = {
    compoundId: compound.id,
    otherCompoundId: other.id,
    operatorId,
    chen: await tenant('chen', compound.unitIds[0]),
    deng: await tenant('deng', compound.unitIds[1]),
    neighbour: await tenant('neighbour', compound.unitIds[2]),
    elsewhere: await server.person('elsewhere'),
    wang: await server.person('wang', ['worker', ofOperator]),
    li: await server.person('li', ['worker', ofOperator]),
    manager: await server.person('manager', ['manager', ofOperator]),
    clerk: await server.person('clerk', ['clerk', inSubdistrict]),
    committee: await server.person('committee', ['committee', inCompound]),
    overseer: await server.person('overseer', ['overseer', inSubdistrict]),
  }
  const story: RotaStory = {
    at: server,
    here,
    async passTo(instant) {
      server.time.nowMs = Date.parse(instant)
      await server.server.timer.advanceTo(instant)
      // Sessions do not last for ever.
      for (const role of ROLES) here[role] = await server.signIn(here[role].loginName)
      story.at = { ...story.at, admin: await server.signIn(admin.loginName) }
    },
    async open(by, change = {}) {
      const body = {
        owner: { kind: 'compound' as const, id: compound.id },
        purpose: 'night-patrol' as const,
        staff: 'volunteer' as const,
        title: '夜间巡逻',
        pattern: {
          kind: 'rotating' as const,
          weekdays: [1, 2, 3, 4, 5, 6, 7],
          shifts: [{ from: '22:00', until: '06:00' }],
        },
        personIds: [here.chen.personId, here.deng.personId],
        since: '2026-03-01',
        ...change,
      }
      return (await expectOk(by.tell(rotaApi.open, {}, body))).body.id
    },
    turnsOf: async (id, by = story.at.admin) =>
      (await expectOk(by.ask(rotaApi.rota, { id, from: '2026-03-01', days: 40 }))).body.turns,
  }
  return story
}
