import { expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { contractDecider } from './contract.decider.ts'
import { ContractEndNeared, ContractRecorded } from './contract.events.ts'
import { termsErrors } from './errors.ts'
import { type GroupCommand, groupDecider, membersOn, proofOn } from './group.decider.ts'
import { type GroupEvent, GroupRecorded, LabourRecorded, LabourStruck, ProofLapsed } from './group.events.ts'
import { contractStateOn, lastNoticeDay } from './notice.ts'
import { versionOn } from './parts.ts'
import { buildingsPerPersonTenths, servicesDecider } from './services.decider.ts'
import { ServicesRecorded } from './services.events.ts'

/** Neither refused nor already so: types of events begin with a capital. */
const accepted = (outcome: { summary(): string }) => expect(outcome.summary()).toMatch(/^[A-Z]/)

const scan = 'a'.repeat(64)
const content = {
  compoundId: 'c1',
  versionId: 'v1',
  operatorId: 'o1',
  since: '2024-01-01',
  from: '2024-01-01',
  to: '2026-12-31',
  services: ['cleaning' as const, 'lift' as const],
  grade: '三级',
  feeFenPerSquareMetre: 85,
  ownersNoticeDays: null,
  managerNoticeDays: null,
  depositFen: null,
  subContracts: [{ service: 'lift' as const, firm: '某电梯公司' }],
  standards: [
    {
      service: 'cleaning' as const,
      what: '楼道清扫',
      measure: { kind: 'often' as const, times: 2, per: 'week' as const },
    },
  ],
  scans: [scan],
}
const company = { operator: { kind: 'property-company' } } as const
const contract = storyOf(contractDecider, termsErrors.entries)
const record = (change: Partial<typeof content> = {}) => ({ type: 'RecordContract' as const, ...content, ...change })

test('a contract is recorded, the same once more is already so, and a correction is a new version', () => {
  contract().when(record(), company).then(ContractRecorded(content))
  contract(ContractRecorded(content))
    .when(record({ versionId: 'v2' }), company)
    .nothing()
  const dearer = { ...content, versionId: 'v2', feeFenPerSquareMetre: 95 }
  contract(ContractRecorded(content))
    .when({ type: 'RecordContract', ...dearer }, company)
    .then(ContractRecorded(dearer))
})

test.each([
  ['with nobody known', {}, undefined, 'contract-needs-company'],
  ['with a centre', {}, { operator: { kind: 'service-centre' } } as const, 'contract-needs-company'],
  ['ending before it begins', { to: '2023-12-31' }, company, 'contract-ends-before-start'],
  ['a version before the term', { since: '2023-12-31' }, company, 'contract-version-too-early'],
  ['a service twice', { services: ['cleaning', 'lift', 'lift'] }, company, 'contract-service-twice'],
  ['a firm for what is not agreed', { services: ['cleaning', 'green'] }, company, 'contract-service-missing'],
  ['a standard for what is not agreed', { services: ['lift', 'green'] }, company, 'contract-service-missing'],
  ['every service given away', { services: ['lift'], standards: [] }, company, 'contract-all-sub-contracted'],
] as const)('%s: refused', (_, change, facts, code) => {
  contract()
    .when(record(change as Partial<typeof content>), facts)
    .rejected(code)
})

test('the end is told once at each length, and not for an end that was moved', () => {
  const neared = { compoundId: 'c1', endsOn: '2026-12-31', daysAhead: 90 as const }
  const tell = { type: 'TellContractEnd' as const, ...neared }
  contract(ContractRecorded(content)).when(tell).then(ContractEndNeared(neared))
  contract(ContractRecorded(content), ContractEndNeared(neared)).when(tell).nothing()
  contract(ContractRecorded(content), ContractEndNeared(neared))
    .when({ ...tell, daysAhead: 60 })
    .then(ContractEndNeared({ ...neared, daysAhead: 60 }))
  const renewed = ContractRecorded({ ...content, versionId: 'v2', to: '2029-12-31' })
  contract(ContractRecorded(content), renewed).when(tell).nothing()
})

test.each([
  ['2023-12-31', 'coming'],
  ['2024-01-01', 'running'],
  ['2026-10-01', 'running'],
  ['2026-10-02', 'ends-soon'],
  ['2026-12-31', 'ends-soon'],
  ['2027-01-01', 'runs-on'],
])('on %s the contract is %s', (day, state) => {
  expect(contractStateOn(content, day)).toBe(state)
})

test('the last day to say in time that it will not be renewed: 90 days before, or as agreed', () => {
  expect([lastNoticeDay('2026-12-31', null), lastNoticeDay('2026-12-31', 30)]).toEqual(['2026-10-02', '2026-12-01'])
})

test('of versions the one that began last holds, and of the same day its correction', () => {
  const version = (versionId: string, since: string) => ({ versionId, since })
  const all = [version('a', '2024-01-01'), version('b', '2025-01-01'), version('c', '2024-01-01')]
  const on = (day: string) => versionOn(all, day)?.versionId
  expect([on('2023-12-31'), on('2024-06-01'), on('2025-01-01')]).toEqual([undefined, 'c', 'b'])
})

const group = {
  compoundId: 'c1',
  versionId: 'v1',
  operatorId: 'o3',
  since: '2026-01-01',
  members: [
    { personId: 'p1', function: 'head' as const, from: '2026-01-01', until: '2026-06-30' },
    { personId: 'p2', function: 'cash' as const, from: '2026-02-01', until: null },
  ],
  ownWork: [{ service: 'cleaning' as const, what: '楼道轮扫' }],
  lift: { kind: 'firm' as const, firm: '某电梯公司', until: '2026-12-31', scans: [scan] },
  fire: { kind: 'missing' as const },
}
const known = { operator: { kind: 'self-governance' }, knownPersonIds: new Set(['p1', 'p2']) } as const
const ofGroup = storyOf(groupDecider, termsErrors.entries)
const recordGroup = (change: object = {}): GroupCommand => ({ type: 'RecordGroup', ...group, ...change })

test('a group is recorded with members that are known, each once, with terms that fit', () => {
  const [first, second] = group.members
  ofGroup().when(recordGroup(), known).then(GroupRecorded(group))
  ofGroup(GroupRecorded(group))
    .when(recordGroup({ versionId: 'v2' }), known)
    .nothing()
  ofGroup().when(recordGroup()).rejected('group-needs-operator')
  ofGroup().when(recordGroup(), { operator: known.operator }).rejected('group-member-unknown')
  ofGroup()
    .when(recordGroup({ members: [first, first] }), known)
    .rejected('group-member-twice')
  ofGroup()
    .when(recordGroup({ members: [{ ...second, until: '2026-01-31' }] }), known)
    .rejected('group-term-backwards')
})

test.each([
  ['2025-12-31', []],
  ['2026-01-01', ['p1']],
  ['2026-02-01', ['p1', 'p2']],
  ['2026-06-30', ['p1', 'p2']],
  ['2026-07-01', ['p2']],
])('on %s these serve: %j', (day, ids) => {
  expect(membersOn([group], day).map(({ personId }) => personId)).toEqual(ids)
})

test('a proof holds to its last day, then it lapses once', () => {
  expect(['2026-12-31', '2027-01-01'].map((day) => proofOn(group.lift, day))).toEqual(['proven', 'expired'])
  expect([proofOn(group.fire, '2026-12-31'), proofOn({ kind: 'not-present' }, '2026-12-31')]).toEqual([
    'missing',
    'not-present',
  ])
  const lapse = { compoundId: 'c1', what: 'lift' as const, until: '2026-12-31' }
  ofGroup(GroupRecorded(group))
    .when({ type: 'LapseProof', ...lapse })
    .then(ProofLapsed(lapse))
  ofGroup(GroupRecorded(group), ProofLapsed(lapse))
    .when({ type: 'LapseProof', ...lapse })
    .nothing()
  ofGroup(GroupRecorded(group))
    .when({ type: 'LapseProof', ...lapse, what: 'fire' })
    .nothing()
  const renewed = GroupRecorded({ ...group, versionId: 'v2', lift: { ...group.lift, until: '2027-12-31' } })
  ofGroup(GroupRecorded(group), renewed)
    .when({ type: 'LapseProof', ...lapse })
    .nothing()
})

const labour = {
  compoundId: 'c1',
  labourId: 'l1',
  personId: 'p1',
  workedOn: '2026-03-01',
  minutes: 480,
  service: 'cleaning' as const,
}
const work = (change: object = {}): GroupCommand => ({
  type: 'RecordLabour',
  ...labour,
  today: '2026-03-02',
  ...change,
})
const withWork = (...events: GroupEvent[]) => ofGroup(GroupRecorded(group), ...events)

test('labour is recorded by day and person, at most sixteen hours a day, struck entries not counted', () => {
  withWork().when(work(), known).then(LabourRecorded(labour))
  withWork(LabourRecorded(labour)).when(work(), known).nothing()
  ofGroup().when(work(), known).rejected('group-not-recorded')
  withWork()
    .when(work({ personId: 'p9' }), known)
    .rejected('labour-person-unknown')
  withWork()
    .when(work({ workedOn: '2026-03-03' }), known)
    .rejected('labour-in-future')
  withWork()
    .when(work({ workedOn: '2025-02-28' }), known)
    .rejected('labour-too-old')
  const more = work({ labourId: 'l2', minutes: 481 })
  withWork(LabourRecorded(labour)).when(more, known).rejected('labour-day-too-long', { field: 'minutes', before: 480 })
  accepted(withWork(LabourRecorded(labour)).when(work({ labourId: 'l2', minutes: 480 }), known))
  const struck = LabourStruck({ compoundId: 'c1', labourId: 'l1', reason: '记错了人' })
  accepted(withWork(LabourRecorded(labour), struck).when(more, known))
})

test('an entry of labour is struck once', () => {
  const strike = { type: 'StrikeLabour', compoundId: 'c1', labourId: 'l1', reason: '记错了人' } as const
  const { type: _, ...data } = strike
  withWork(LabourRecorded(labour)).when(strike).then(LabourStruck(data))
  withWork(LabourRecorded(labour), LabourStruck(data)).when(strike).nothing()
  withWork().when(strike).rejected('labour-unknown')
})

const services = {
  operatorId: 'o2',
  versionId: 'v1',
  since: '2026-01-01',
  services: [{ service: 'cleaning' as const, what: '院坝清扫', interval: { times: 1, per: 'day' as const } }],
  feeFenPerHousehold: 800,
  subsidy: { fenPerYear: 12_000_000, source: '街道财政' },
  staff: [{ personId: 'p1', function: 'repair' as const }],
}

test('only a centre has a service list, with staff that is known, each once', () => {
  const list = storyOf(servicesDecider, termsErrors.entries)
  const command = { type: 'RecordServices', ...services } as const
  const facts = { operator: { kind: 'service-centre' }, knownPersonIds: new Set(['p1']) } as const
  list().when(command, facts).then(ServicesRecorded(services))
  list(ServicesRecorded(services))
    .when({ ...command, versionId: 'v2' }, facts)
    .nothing()
  list()
    .when(command, { ...facts, operator: { kind: 'property-company' } })
    .rejected('services-need-centre')
  list().when(command, { operator: facts.operator }).rejected('staff-unknown')
  list()
    .when({ ...command, staff: [...services.staff, ...services.staff] }, facts)
    .rejected('staff-twice')
})

test.each([
  [34, 5, 68],
  [34, 3, 113],
  [2, 3, 7],
  [1, 20, 1],
  [1, 21, 0],
  [0, 4, 0],
  [9, 0, null],
])('%i buildings, %i people: %j tenths each', (buildings, people, tenths) => {
  expect(buildingsPerPersonTenths(buildings, people)).toBe(tenths)
})
