/**
 * Two of everything for the access matrix: what each action is about lies in the first compound, and the second one, in
 * another community, subdistrict and district and run by another operator, is where a grant does not reach it.
 */
import { filesApi } from '@changxin/shared/files'
import { labelApi, maintenanceApi, supervisionApi, ticketsApi } from '@changxin/shared/maintenance'
import { managementApi } from '@changxin/shared/management'
import type { GrantScope } from '@changxin/shared/people'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { renovationApi } from '@changxin/shared/renovation'
import { repairFundApi } from '@changxin/shared/repair-fund'
import { type CountWorld, countCases, makeCount } from './access-count.ts'
import { type DecisionsWorld, decisionsCases, makeDecisions } from './access-decisions.ts'
import { type CollectionsWorld, collectionsCases, makeCollections } from './access-fund-collections.ts'
import { firstDepositsCases } from './access-fund-first-deposits.ts'
import { type FundImportsWorld, fundImportsCases, makeFundImports } from './access-fund-imports.ts'
import { type FundIncomeWorld, fundIncomeCases, makeFundIncome } from './access-fund-income.ts'
import { fundProofCases, makeFundProof } from './access-fund-proof.ts'
import { fundRulesCases } from './access-fund-rules.ts'
import { type FundStatementsWorld, fundStatementsCases, makeFundStatements } from './access-fund-statements.ts'
import { makeWithdrawals, type WithdrawalsWorld, withdrawalsCases } from './access-fund-withdrawals.ts'
import { type MeetingsWorld, makeMeetings, meetingsCases } from './access-meetings.ts'
import { makeParticipation, type ParticipationWorld, participationCases } from './access-participation.ts'
import { makeReports, type ReportsWorld, reportsCases } from './access-reports.ts'
import { makeRota, type RotaWorld, rotaCases } from './access-rota.ts'
import { makeShapes, type ShapesWorld, shapesCases } from './access-shapes.ts'
import { makeTransition, transitionCases } from './access-transition.ts'
import { type Client, expectOk, nextKey, type TestServer } from './server.ts'

/** The smallest picture: one grey point. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)
const SHEET = {
  columns: { officialNumber: '编号', receivedAt: '收到', deadline: '期限', text: '内容' },
  file: Buffer.from('编号,收到,期限,内容\nGD-3,2024-03-01 09:00,2024-03-08 09:00,积水\n').toString('base64'),
}
const CSV = 'year,area_name,buildings\n2021年度,甲片区,8\n2021年度,小计,9\n'

export interface Place {
  readonly compoundId: string
  readonly unitIds: readonly [string, string]
  /** One of each kind that covers the compound. */
  readonly scopes: readonly GrantScope[]
}

export interface World
  extends ParticipationWorld,
    DecisionsWorld,
    CollectionsWorld,
    FundImportsWorld,
    FundIncomeWorld,
    FundStatementsWorld,
    WithdrawalsWorld,
    CountWorld,
    ShapesWorld,
    RotaWorld,
    MeetingsWorld,
    ReportsWorld {
  readonly here: Place
  readonly elsewhere: Place
  readonly requestId: string
  /** Of the same compound: what the first one can be merged into. */
  readonly otherRequestId: string
  readonly reporter: Client
  readonly sha256: string
  /** Of a QR label of the first compound, and of the follow-up page of a report that came in by it. */
  readonly labelCode: string
  readonly followUp: string
  readonly ticketId: string
  readonly orderId: string
  readonly planId: string
  readonly entryId: string
  readonly relationId: string
  /** Somebody without any role, and the grant of somebody else in the first compound. */
  readonly subjectPersonId: string
  readonly grantedPersonId: string
  readonly grantId: string
}

async function makePlace({ admin }: TestServer, name: string): Promise<Place> {
  const region = async (level: 'district' | 'subdistrict' | 'community', parentId: string | null) =>
    (await expectOk(admin.tell(placesApi.registerRegion, {}, { level, name: `${name}${level}`, parentId }))).body.id
  const district = await region('district', null)
  const subdistrict = await region('subdistrict', district)
  const community = await region('community', subdistrict)
  const { id } = (
    await expectOk(admin.tell(placesApi.registerCompound, {}, { name, regionId: community, acceptedOn: '2023-06-01' }))
  ).body
  const building = { name: '1栋', storeys: 6, builtInYear: 1995, entrances: [] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const buildingId = (await expectOk(admin.ask(placesApi.compound, { id }))).body.buildingsList[0]?.id ?? ''
  const unit = (door: string) => ({
    buildingId,
    entranceId: null,
    door,
    kind: 'home' as const,
    floor: 1,
    floorArea: 8_000,
    floorAreaSource: 'registry' as const,
  })
  await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows: [unit('101'), unit('102')] }))
  const operator = (
    await expectOk(admin.tell(managementApi.registerOperator, {}, { kind: 'property-company', name: `${name}物业` }))
  ).body.id
  const ground = { kind: 'contract' as const, text: '合同' }
  await expectOk(
    admin.tell(
      managementApi.adopt,
      { id },
      { mode: 'property-company', since: '2024-01-01', operatorId: operator, ground },
    ),
  )
  const { items } = (await expectOk(admin.ask(placesApi.units, { id }))).body
  return {
    compoundId: id,
    unitIds: [items[0]?.id ?? '', items[1]?.id ?? ''],
    scopes: [
      { kind: 'compound', id },
      { kind: 'community', id: community },
      { kind: 'subdistrict', id: subdistrict },
      { kind: 'district', id: district },
      { kind: 'operator', id: operator },
    ],
  }
}

async function upload({ server, admin }: TestServer): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([PICTURE]), 'picture.png')
  const whole = new Response(form)
  const answer = await server.app.inject({
    method: 'POST',
    url: filesApi.upload.path,
    headers: {
      cookie: admin.cookie,
      'idempotency-key': nextKey(),
      'content-type': whole.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await whole.arrayBuffer()),
  })
  return answer.json<{ sha256: string }>().sha256
}

/** A label of the compound, and a report that came in by it. */
export async function labelled(
  { admin, stranger }: TestServer,
  id: string,
): Promise<{ labelCode: string; followUp: string }> {
  await expectOk(admin.tell(labelApi.issue, { id }, { places: [{ kind: 'compound', id }] }))
  const { items } = (await expectOk(admin.ask(labelApi.labels, { id }))).body
  const code = items[0]?.code ?? ''
  const { token } = (await expectOk(stranger.tell(labelApi.openForm, { code }, {}))).body
  const told = { token, category: 'other', urgency: 'ordinary', text: '门口积水' } as const
  const reported = await expectOk(stranger.tell(labelApi.report, { code }, told))
  return { labelCode: code, followUp: reported.body.followUp }
}

export async function supervised(
  { admin }: TestServer,
  compoundId: string,
): Promise<{ ticketId: string; orderId: string }> {
  const times = { receivedAt: '2024-03-01T01:00:00.000Z', deadline: '2024-03-08T01:00:00.000Z' }
  const ticket = { source: '12345', officialNumber: 'GD-1', compoundId, text: '楼道灯不亮', ...times } as const
  const received = await expectOk(admin.tell(ticketsApi.receive, {}, ticket))
  const order = { about: { kind: 'compound', id: compoundId }, demand: '限期整改', rectifyBy: '2099-01-01' } as const
  const issued = await expectOk(admin.tell(supervisionApi.issue, {}, order))
  return { ticketId: received.body.id, orderId: issued.body.id }
}

export async function makeWorld(at: TestServer): Promise<World> {
  const { admin } = at
  const here = await makePlace(at, '甲小区')
  const elsewhere = await makePlace(at, '乙小区')
  const [unitId] = here.unitIds
  const reporter = await at.person('reporter')
  const sha256 = await upload(at)
  const report = (body: object) =>
    expectOk(
      admin.tell(
        maintenanceApi.report,
        { id: here.compoundId },
        { place: { kind: 'unit', id: unitId }, category: 'drain', urgency: 'ordinary', text: '漏水', ...body },
      ),
    )
  const request = await report({ files: [sha256], onBehalfOf: reporter.personId, channel: 'phone' })
  const other = await report({ place: { kind: 'compound', id: here.compoundId } })
  const label = await labelled(at, here.compoundId)
  const official = await supervised(at, here.compoundId)
  const plan = await expectOk(admin.tell(renovationApi.importPlan, {}, { title: '计划', csv: CSV }))
  await expectOk(
    admin.tell(
      repairFundApi.open,
      { id: here.compoundId },
      { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '开户' },
    ),
  )
  await expectOk(
    admin.tell(
      repairFundApi.contribute,
      { id: here.compoundId },
      { kind: 'first-deposit', paidOn: '2024-02-01', rows: [{ unitId, amountFen: 100 }] },
    ),
  )
  const entries = await expectOk(admin.ask(repairFundApi.unitEntries, { id: unitId }))
  const subject = await at.person('subject')
  const relation = await expectOk(
    admin.tell(
      placesApi.recordRelation,
      { id: unitId },
      { personId: subject.personId, relation: 'occupant', since: '2024-01-01' },
    ),
  )
  const granted = await at.person('granted')
  const grant = await expectOk(
    admin.tell(
      peopleApi.grantRole,
      { id: granted.personId },
      { role: 'auditor', scope: { kind: 'compound', id: here.compoundId } },
    ),
  )
  await makeTransition(at, here)
  await makeFundProof(at)
  return {
    here,
    elsewhere,
    reporter,
    sha256,
    requestId: request.body.id,
    ...label,
    ...official,
    otherRequestId: other.body.id,
    ...(await makeCount(at, here)),
    ...(await makeParticipation(at, here)),
    ...(await makeMeetings(at, here)),
    ...(await makeReports(at, here)),
    ...(await makeDecisions(at, here)),
    ...(await makeShapes(at, here)),
    ...(await makeRota(at, here)),
    ...(await makeCollections(at, here)),
    ...(await makeFundImports(at, here)),
    ...(await makeFundIncome(at, here, entries.body.items[0]?.id ?? '')),
    ...(await makeFundStatements(at, here)),
    ...(await makeWithdrawals(at, here)),
    planId: plan.body.id,
    entryId: entries.body.items[0]?.id ?? '',
    relationId: relation.body.id,
    subjectPersonId: subject.personId,
    grantedPersonId: granted.personId,
    grantId: grant.body.id,
  }
}

/** What an action is about, as far as access goes: a compound, one of its units, a request, the region above it, or nothing. */
export type About = 'compound' | 'unit' | 'request' | 'region' | 'nothing'

export interface AccessCase {
  readonly about: About
  readonly params?: Readonly<Record<string, string>>
  /** Of a command: right in form, so that access is what it depends on. */
  readonly body?: unknown
}

/** For every action of the access table that is a route. A new action needs its line here, or the test says so. */
export function accessCases(world: World): Readonly<Record<string, AccessCase>> {
  const { here, requestId, planId, subjectPersonId: personId } = world
  const [unitId] = here.unitIds
  const nothing = (body: unknown = {}, params = {}): AccessCase => ({ about: 'nothing', params, body })
  const compound = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: here.compoundId }, body })
  const unit = (body: unknown = {}): AccessCase => ({ about: 'unit', params: { id: unitId }, body })
  const request = (body: unknown = {}): AccessCase => ({ about: 'request', params: { id: requestId }, body })
  const ticket = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: world.ticketId }, body })
  const order = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: world.orderId }, body })
  const regionId = here.scopes.find(({ kind }) => kind === 'community')?.id
  const day = '2024-03-01'
  const password = 'a password for tests'
  const label = { code: world.labelCode }
  /** Right in form, and made by nobody. */
  const token = '0'.repeat(64)
  return {
    'people.welcome': nothing(),
    'people.set-up': nothing({ token: 'wrong', name: '某人', loginName: 'nobody', password }),
    'people.sign-in': nothing({ loginName: 'nobody', password }),
    'people.sign-out': nothing(),
    'people.me': nothing(),
    'people.rights': { ...nothing(), params: { id: here.compoundId } },
    'people.change-password': nothing({ current: 'wrong', next: password }),
    'people.list': nothing(),
    'people.register': nothing({ name: '某人' }),
    'people.grant-role': {
      about: 'compound',
      params: { id: personId },
      body: { role: 'worker', scope: { kind: 'compound', id: here.compoundId } },
    },
    'people.revoke-role': {
      about: 'compound',
      params: { id: world.grantedPersonId },
      body: { grantId: world.grantId, reason: '换人' },
    },
    'people.erase': { about: 'unit', params: { id: personId }, body: { reason: '本人要求' } },
    'places.regions': nothing(),
    'places.register-region': { about: 'region', body: { level: 'block', name: '片区', parentId: regionId } },
    'places.compounds': nothing(),
    'places.register-compound': { about: 'region', body: { name: '新小区', regionId } },
    'places.compound': compound(),
    'places.accept-renovation': compound({ acceptedOn: day }),
    'places.register-buildings': compound({ rows: [{ name: '2栋', storeys: null, builtInYear: null, entrances: [] }] }),
    'places.register-units': compound({
      rows: [
        {
          buildingId: 'b',
          entranceId: null,
          door: '201',
          kind: null,
          floor: null,
          floorArea: null,
          floorAreaSource: null,
        },
      ],
    }),
    'places.record-floor-area': unit({ floorArea: 9_000, floorAreaSource: 'survey', ground: '实测' }),
    'places.register-common-parts': compound({
      rows: [{ buildingId: null, entranceId: null, kind: 'roof', name: '屋面', acceptedOn: null, warrantyUntil: null }],
    }),
    'places.units': compound(),
    'places.unit': unit(),
    'places.relations': unit(),
    'places.record-relation': unit({ personId, relation: 'tenant', since: day }),
    'places.end-relation': unit({ relationId: world.relationId, until: day, reason: '搬走' }),
    'places.story': compound(),
    'renovation.import-plan': nothing({ title: '计划', csv: CSV }),
    'renovation.imports': nothing(),
    'renovation.plan-rows': nothing({}, { id: planId }),
    'renovation.findings': nothing({}, { id: planId }),
    'renovation.choose-figure': nothing(
      {
        findingId: 'subtotal-r003-buildings',
        rowId: 'r003',
        field: 'buildings',
        value: 8,
        printed: '8',
        reason: '相加',
      },
      { id: planId },
    ),
    'management.history': compound(),
    'management.adopt': compound({
      mode: 'none',
      since: day,
      operatorId: null,
      ground: { kind: 'other', text: '撤场' },
    }),
    'management.operators': nothing(),
    'management.register-operator': nothing({ kind: 'property-company', name: '新物业' }),
    'maintenance.report': compound({
      place: { kind: 'compound', id: here.compoundId },
      category: 'drain',
      urgency: 'ordinary',
      text: '堵了',
    }),
    'maintenance.requests': nothing(),
    'maintenance.request': request(),
    'maintenance.steps': request(),
    'maintenance.accept': request(),
    'maintenance.reject': request({ ground: 'not-here', reason: '不在本小区' }),
    'maintenance.assign': request({ assigneeId: personId }),
    'maintenance.merge': request({ intoRequestId: world.otherRequestId }),
    'maintenance.close': request({ reason: '无法修复' }),
    'maintenance.costs': request({ labourFen: 100 }),
    'maintenance.tell': request({ means: 'phone' }),
    'maintenance.phone': request(),
    'maintenance.grab': request(),
    'maintenance.transfer': request({ assigneeId: personId, reason: '顺路' }),
    'maintenance.hand-back': request({ reason: '缺工具' }),
    'maintenance.start': request(),
    'maintenance.pause': request({ cause: 'parts', resumeBy: day }),
    'maintenance.resume': request(),
    'maintenance.complete': request(),
    'maintenance.confirm': request(),
    'maintenance.partly-fixed': request({ remaining: '还有一处' }),
    'maintenance.follow': request(),
    'maintenance.urge': request(),
    'maintenance.visit': request({ result: 'satisfied', means: 'phone' }),
    'maintenance.reopen': request({ reason: '还漏' }),
    'maintenance.cancel': request({ reason: '误报' }),
    'maintenance.notes': request({ text: '备注' }),
    'maintenance.liability': request(),
    'maintenance.decide-liability': request({ route: 'unknown' }),
    'maintenance.assignees': compound(),
    'maintenance.give-job-link': request({ name: '永固防水', expiresOn: day }),
    'maintenance.revoke-job-link': { about: 'request', params: { id: requestId, linkId: 'l1' }, body: {} },
    'maintenance.job-links': request(),
    'maintenance.contractors': compound(),
    'maintenance.job': nothing(),
    'maintenance.start-job': nothing(),
    'maintenance.complete-job': nothing(),
    'maintenance.hand-back-job': nothing({ reason: '缺工具' }),
    'maintenance.alerts': nothing(),
    'maintenance.see-alerts': nothing({ until: 's0000000000000001' }),
    'maintenance.targets': nothing(),
    'maintenance.adopt-targets': {
      about: 'compound',
      body: {
        jurisdiction: here.compoundId,
        validFrom: day,
        basis: 'contract',
        source: '服务合同',
        mode: null,
        targets: ['emergency', 'ordinary', 'deferrable'].map((urgency) => ({
          urgency,
          responseMinutes: 60,
          responseMetBy: 'accepted',
          resolutionMinutes: 600,
        })),
      },
    },
    'maintenance.tickets': nothing(),
    'maintenance.ticket': ticket(),
    'maintenance.request-tickets': request(),
    'maintenance.receive-ticket': {
      about: 'compound',
      body: {
        source: 'grid',
        officialNumber: 'GD-2',
        compoundId: here.compoundId,
        text: '积水',
        receivedAt: '2024-03-01T01:00:00.000Z',
        deadline: '2024-03-08T01:00:00.000Z',
      },
    },
    'maintenance.place-ticket': ticket({ compoundId: here.compoundId }),
    'maintenance.link-ticket': ticket({ requestId }),
    'maintenance.transfer-ticket': ticket({ to: '城管局', reason: '职责' }),
    'maintenance.move-ticket-deadline': ticket({ deadline: '2024-03-18T01:00:00.000Z', reason: '延期' }),
    'maintenance.answer-ticket': ticket({ replyText: '已修好' }),
    'maintenance.return-ticket': ticket({ reason: '未解决', deadline: '2024-03-18T01:00:00.000Z' }),
    'maintenance.ticket-result': ticket({ responded: 'yes', resolved: null, satisfied: null }),
    'maintenance.close-ticket': ticket(),
    'maintenance.import-tickets': nothing({ ...SHEET, source: '12345' }),
    'maintenance.ticket-headers': nothing({ file: SHEET.file }),
    'maintenance.export-tickets': nothing(),
    'maintenance.ticket-mappings': nothing(),
    'maintenance.save-ticket-mapping': nothing({ name: '热线', source: '12345', columns: SHEET.columns }),
    'maintenance.supervision-orders': nothing(),
    'maintenance.supervision-order': order(),
    'maintenance.issue-supervision': {
      about: 'compound',
      body: { about: { kind: 'compound', id: here.compoundId }, demand: '整改', rectifyBy: '2099-01-01' },
    },
    'maintenance.answer-supervision': order({ text: '已整改' }),
    'maintenance.return-supervision': order({ reason: '不合格', rectifyBy: '2099-01-01' }),
    'maintenance.close-supervision': order(),
    'maintenance.keywords': nothing(),
    'maintenance.labels': compound(),
    'maintenance.issue-labels': compound({ places: [{ kind: 'compound', id: here.compoundId }] }),
    'maintenance.withdraw-label': { about: 'compound', params: label, body: { reason: '被撕掉' } },
    'maintenance.label': nothing({}, label),
    'maintenance.open-form': nothing({}, label),
    'maintenance.add-form-photo': nothing({}, { ...label, token }),
    'maintenance.report-by-label': nothing({ token, category: 'other', urgency: 'ordinary', text: '积水' }, label),
    'maintenance.follow-up': nothing({}, { secret: world.followUp }),
    'maintenance.near': {
      about: 'compound',
      params: { id: here.compoundId, placeKind: 'compound', placeId: here.compoundId },
    },
    'maintenance.repeats': request(),
    'maintenance.visits': nothing(),
    'maintenance.stats': nothing({}, { from: day, to: day }),
    'maintenance.adopt-keywords': nothing({
      validFrom: day,
      source: '办公会',
      rows: [{ word: '漏水', category: 'water', urgency: null, weight: 1 }],
    }),
    'repair-fund.unit': unit(),
    'repair-fund.unit-entries': unit(),
    'repair-fund.unit-flows': unit(),
    'repair-fund.unit-sheet': unit(),
    'repair-fund.unit-raisings': unit(),
    'repair-fund.raisings': compound(),
    'repair-fund.raising-doors': { about: 'compound', params: { id: here.compoundId, raisingId: 'none' } },
    'repair-fund.entries': compound(),
    'repair-fund.flows': compound(),
    'repair-fund.compound': compound(),
    'repair-fund.accounts': compound(),
    'repair-fund.open': compound({ openedOn: day, bookkeeper: 'bank', ground: '开户' }),
    'repair-fund.contribute': compound({ kind: 'first-deposit', paidOn: day, rows: [{ unitId, amountFen: 1 }] }),
    'facilities.looks': compound(),
    'facilities.record-look': compound({
      kind: 'ten-tick',
      lookedOn: day,
      means: 'on-site',
      ticks: [{ item: 'roof', result: 'good' }],
    }),
    'oversight.overview': nothing(),
    'oversight.recent': nothing(),
    'oversight.freshness-curve': nothing(),
    'oversight.freshness': compound(),
    'oversight.freshness-definition': nothing(),
    'oversight.compare': nothing(),
    'ledger.checkpoints': nothing(),
    'ledger.checkpoint-keys': nothing(),
    'files.upload': nothing(),
    ...countCases(world),
    ...participationCases(world),
    ...meetingsCases(world),
    ...reportsCases(world),
    ...decisionsCases(world),
    ...transitionCases(world),
    ...shapesCases(world),
    ...rotaCases(world),
    ...fundRulesCases(world),
    ...fundProofCases(world),
    ...firstDepositsCases(world),
    ...collectionsCases(world),
    ...fundImportsCases(world),
    ...fundIncomeCases(world),
    ...fundStatementsCases(world),
    ...withdrawalsCases(world),
  }
}
