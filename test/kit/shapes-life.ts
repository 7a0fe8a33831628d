/** One compound for each shape of the modes, with a block and a centre: so that none of their pages is empty. */
import { blocksApi, cashBookApi, managementApi, type OperatorKind, termsApi } from '@changxin/shared/management'
import type { z } from 'zod'
import type { TestCounty } from './county.ts'
import { expectOk, type TestServer } from './server.ts'
import { uploaded } from './uploaded.ts'

export interface ShapesLife {
  readonly contractId: string
  readonly groupId: string
  readonly blockId: string
  readonly centreId: string
}

const since = '2024-01-01'
const ground = { kind: 'decision' as const, text: '业主共同决定' }

/** The administrator is a member of the group, so that the cash book can be written. */
export async function liveInShapes(at: TestServer, county: TestCounty): Promise<ShapesLife> {
  const { admin } = at
  const make = async (kind: z.output<typeof OperatorKind>, name: string) => {
    const { id } = await county.compound(name)
    const operator = { kind, name: `${name}管理` }
    const operatorId = (await expectOk(admin.tell(managementApi.registerOperator, {}, operator))).body.id
    await expectOk(admin.tell(managementApi.adopt, { id }, { mode: kind, since, operatorId, ground }))
    return { id, operatorId }
  }
  const company = await make('property-company', '锦绣苑')
  const group = await make('self-governance', '团结坝')
  const centre = await make('service-centre', '北门小区')
  const scan = await uploaded(at, admin, '#335577')
  await expectOk(
    admin.tell(
      termsApi.recordContract,
      { id: company.id },
      {
        operatorId: company.operatorId,
        since,
        from: since,
        to: '2025-12-31',
        services: ['cleaning', 'lift'],
        grade: '三级',
        feeFenPerSquareMetre: 85,
        ownersNoticeDays: null,
        managerNoticeDays: 60,
        depositFen: null,
        subContracts: [{ service: 'lift', firm: '某电梯公司' }],
        standards: [{ service: 'lift', what: '困人到场', measure: { kind: 'within', minutes: 30 } }],
        scans: [scan],
      },
    ),
  )
  const member = { personId: admin.personId, function: 'head' as const, from: since, until: null }
  await expectOk(
    admin.tell(
      termsApi.recordGroup,
      { id: group.id },
      {
        operatorId: group.operatorId,
        since,
        members: [member],
        ownWork: [{ service: 'cleaning', what: '楼道轮扫' }],
        lift: { kind: 'firm', firm: '某电梯公司', until: '2025-12-31', scans: [scan] },
        fire: { kind: 'missing' },
      },
    ),
  )
  const today = new Date(at.time.nowMs).toISOString().slice(0, 10)
  const labour = { personId: admin.personId, workedOn: today, minutes: 90, service: 'cleaning' as const }
  await expectOk(admin.tell(termsApi.recordLabour, { id: group.id }, labour))
  await expectOk(admin.tell(cashBookApi.open, { id: group.id }, { openedOn: since }))
  const donation = { kind: 'donation' as const, amountFen: 5_000, paidOn: today }
  await expectOk(admin.tell(cashBookApi.record, { id: group.id }, donation))
  await expectOk(
    admin.tell(
      termsApi.recordServices,
      { id: centre.operatorId },
      {
        since,
        services: [{ service: 'cleaning', what: '院坝清扫', interval: { times: 1, per: 'day' } }],
        feeFenPerHousehold: 800,
        subsidy: { fenPerYear: 9_000_000, source: '街道财政' },
        staff: [{ personId: admin.personId, function: 'head' }],
      },
    ),
  )
  const block = { name: '双龙湖', parentId: county.subdistrictId, formedOn: since }
  const blockId = (await expectOk(admin.tell(blocksApi.form, {}, block))).body.id
  for (const compoundId of [centre.id, company.id])
    await expectOk(admin.tell(blocksApi.join, { id: blockId }, { compoundId, since }))
  const manager = { mode: 'service-centre' as const, operatorId: centre.operatorId, since, ground }
  await expectOk(admin.tell(blocksApi.manager, { id: blockId }, manager))
  return { contractId: company.id, groupId: group.id, blockId, centreId: centre.operatorId }
}
