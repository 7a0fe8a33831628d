/** A compound where something of everything has happened, so that no page of it is empty. */
import { facilitiesApi } from '@changxin/shared/facilities'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { managementApi, rotaApi, transitionApi } from '@changxin/shared/management'
import { renovationApi } from '@changxin/shared/renovation'
import { defaultFundRule, fundRulesApi, incomeApi, repairFundApi } from '@changxin/shared/repair-fund'
import type { TestCompound } from './county.ts'
import { reverseEntry } from './reverse-entry.ts'
import { type Client, expectOk, type TestServer } from './server.ts'

const PLAN_CSV = 'year,area_name,buildings\n2021年度,甲片区,8\n2021年度,小计,9\n'

export interface LivedIn {
  /** One request in each status, from reported to confirmed; the first is the newest. */
  readonly requestIds: readonly string[]
  readonly planId: string
  /** The worker alone, on duty every day. */
  readonly rotaId: string
}

async function requestsOf({ admin }: TestServer, compound: TestCompound, worker: Client): Promise<string[]> {
  const steps = [
    (id: string) => admin.tell(maintenanceApi.accept, { id }, {}),
    (id: string) => admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId }),
    (id: string) => worker.tell(maintenanceApi.start, { id }, {}),
    (id: string) => worker.tell(maintenanceApi.complete, { id }, { note: '修好了，换了零件' }),
    (id: string) => admin.tell(maintenanceApi.confirm, { id }, { how: 'phone', rating: 5 }),
  ]
  const ids: string[] = []
  for (let taken = steps.length; taken >= 0; taken--) {
    const place = { kind: 'unit', id: compound.unitIds[0]! } as const
    const urgency = taken === 0 ? 'emergency' : 'ordinary'
    const body = { place, category: 'water', urgency, text: `水管漏水，第 ${taken} 步` } as const
    const { id } = (await expectOk(admin.tell(maintenanceApi.report, { id: compound.id }, body))).body
    for (const step of steps.slice(0, taken)) await expectOk(step(id))
    ids.unshift(id)
  }
  return ids
}

/** Rates that differ, so that the page asks for the kind of building. */
async function firstDepositRates({ admin }: TestServer, compoundId: string): Promise<void> {
  const { ruleId: _, ...values } = defaultFundRule
  const ground = { basis: 'standard', source: '首期交存标准公告' } as const
  const firstDeposits = [
    { buildingKind: 'multi-storey' as const, fenPerSquareMetre: 5_800, ...ground },
    { buildingKind: 'high-rise' as const, fenPerSquareMetre: 8_800, ...ground },
  ]
  const rule = { ...values, ...ground, jurisdiction: compoundId, validFrom: '2023-01-01', firstDeposits }
  await expectOk(admin.tell(fundRulesApi.adoptFundRule, {}, rule))
}

async function fundOf(at: TestServer, { id, buildingId, unitIds }: TestCompound): Promise<void> {
  const { admin } = at
  const opening = { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '业主大会决议' } as const
  await expectOk(admin.tell(repairFundApi.open, { id }, opening))
  await firstDepositRates(at, id)
  await expectOk(admin.tell(incomeApi.openSeller, { id }, { buildingId, name: '县第二棉纺厂' }))
  const rows = unitIds.slice(0, 2).map((unitId) => ({ unitId, amountFen: 123_456 }))
  await expectOk(admin.tell(repairFundApi.contribute, { id }, { kind: 'first-deposit', paidOn: '2024-02-01', rows }))
  const { items } = (await expectOk(admin.ask(repairFundApi.unitEntries, { id: unitIds[0]! }))).body
  const overseer = await at.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
  await reverseEntry(admin, overseer, items[0]!.id)
  await expectOk(
    admin.tell(repairFundApi.contribute, { id }, { kind: 'top-up', paidOn: '2024-03-01', rows: rows.slice(0, 1) }),
  )
}

export async function liveIn(at: TestServer, compound: TestCompound, worker: Client): Promise<LivedIn> {
  const { admin } = at
  const { id } = compound
  const operator = { kind: 'property-company', name: '某物业公司' } as const
  const operatorId = (await expectOk(admin.tell(managementApi.registerOperator, {}, operator))).body.id
  const ground = { kind: 'contract', text: '物业服务合同' } as const
  await expectOk(
    admin.tell(managementApi.adopt, { id }, { mode: 'property-company', since: '2024-01-01', operatorId, ground }),
  )
  await expectOk(
    admin.tell(
      managementApi.adopt,
      { id },
      { mode: 'none', since: '2025-06-01', ground: { kind: 'other', text: '物业撤场' } },
    ),
  )
  await fundOf(at, compound)
  const ticks = [
    { item: 'roof', result: 'good' },
    { item: 'lighting', result: 'faulty' },
  ] as const
  const day = new Date(at.time.nowMs).toISOString().slice(0, 10)
  await expectOk(
    admin.tell(
      facilitiesApi.recordLook,
      { id },
      { kind: 'patrol', lookedOn: day, means: 'on-site', ticks: [...ticks] },
    ),
  )
  const proposal = { mode: 'property-company', operatorId, plannedOn: null } as const
  const reason = { reason: 'no-manager', text: '物业撤场后无人管理', proposal } as const
  await expectOk(admin.tell(transitionApi.propose, { id }, reason))
  const plan = await expectOk(admin.tell(renovationApi.importPlan, {}, { title: '改造计划', csv: PLAN_CSV }))
  const tomorrow = new Date(at.time.nowMs + 32 * 3_600_000).toISOString().slice(0, 10)
  const rota = await expectOk(
    admin.tell(
      rotaApi.open,
      {},
      {
        owner: { kind: 'compound', id },
        purpose: 'duty',
        staff: 'paid',
        title: '值班室',
        pattern: { kind: 'rotating', weekdays: [1, 2, 3, 4, 5, 6, 7], shifts: [{ from: '08:00', until: '20:00' }] },
        personIds: [worker.personId],
        since: tomorrow,
      },
    ),
  )
  return { requestIds: await requestsOf(at, compound, worker), planId: plan.body.id, rotaId: rota.body.id }
}
