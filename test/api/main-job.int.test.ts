/** The main job over HTTP: a compound, a request from report to confirmed, its mode; read back from the views. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { managementApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let compoundId: string

beforeAll(async () => {
  at = await startServer()
  const district = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
  )
  const street = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'subdistrict', name: '桂溪街道', parentId: district.body.id }),
  )
  const compound = await expectOk(
    at.admin.tell(placesApi.registerCompound, {}, { name: '兴隆花园', regionId: street.body.id }),
  )
  compoundId = compound.body.id
})
afterAll(() => at.close())

test('a request goes from reported to confirmed, and its list and page say so', async () => {
  const worker = await at.person('worker', ['worker', { kind: 'compound', id: compoundId }])
  const report = await expectOk(
    at.admin.tell(
      maintenanceApi.report,
      { id: compoundId },
      {
        place: { kind: 'compound', id: compoundId },
        category: 'drain',
        urgency: 'ordinary',
        text: '下水道堵了 𠮷',
      },
    ),
  )
  const id = report.body.id
  await expectOk(at.admin.tell(maintenanceApi.accept, { id }, {}))
  await expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId }))
  await expectOk(worker.tell(maintenanceApi.start, { id }, {}))
  await expectOk(worker.tell(maintenanceApi.complete, { id }, { note: '已疏通' }))
  const open = await expectOk(at.admin.ask(maintenanceApi.list, { compoundId, view: 'awaiting-confirmation' }))
  expect(open.body.items.map((item) => [item.id, item.status, item.text])).toEqual([[id, 'completed', '下水道堵了 𠮷']])
  expect(open.body.counts).toMatchObject({ open: 0, overdue: 0, awaitingConfirmation: 1, all: 1 })
  await expectOk(at.admin.tell(maintenanceApi.confirm, { id }, { how: 'phone' }))
  const page = await expectOk(at.admin.ask(maintenanceApi.request, { id }))
  expect(page.body.status).toBe('confirmed')
  expect(page.body.steps.map((step) => step.type)).toEqual([
    'RequestReported',
    'RequestAccepted',
    'RequestAssigned',
    'WorkStarted',
    'WorkCompleted',
    'CompletionConfirmed',
  ])
})

test('a mode is adopted and its history has no gap', async () => {
  const company = await expectOk(
    at.admin.tell(managementApi.registerOperator, {}, { kind: 'property-company', name: '某物业' }),
  )
  await expectOk(
    at.admin.tell(
      managementApi.adopt,
      { id: compoundId },
      {
        mode: 'property-company',
        since: '2024-01-01',
        operatorId: company.body.id,
        ground: { kind: 'contract', text: '合同' },
      },
    ),
  )
  const history = await expectOk(at.admin.ask(managementApi.management, { id: compoundId }))
  expect(history.body.mode).toBe('property-company')
  expect(history.body.operatorName).toBe('某物业')
})
