/** A compound with a company that leaves and a centre that comes, each with a manager and a worker. For tests. */
import { dayOf, daysBetween, type Instant, instantOf } from '@changxin/shared/kernel'
import type { KnownRequest } from '@changxin/shared/maintenance'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { type HandoverItem, HandoverKey, handoverRows, managementApi, transitionApi } from '@changxin/shared/management'
import { makeCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestOptions, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'
import { Requests } from '../maintenance.aggregates.ts'

/** A Monday, 10:00 in Shanghai. */
export const START = '2026-03-02T02:00:00.000Z'
const GROUND = { kind: 'contract', text: '物业服务合同', file: null } as const

const PEOPLE = ['oldManager', 'oldWorker', 'newManager', 'newWorker', 'clerk', 'overseer', 'owner'] as const
/** After so many days they sign in again. */
const SESSION_DAYS = 7

export interface Handover extends Record<(typeof PEOPLE)[number], Client> {
  readonly at: TestServer
  readonly compoundId: string
  readonly unitId: string
  readonly oldId: string
  readonly newId: string
  readonly paper: string
  now(): Instant
  /** Time goes on, and what follows has followed. */
  goOn(instant: Instant): Promise<void>
  report(by: Client, more?: object): Promise<string>
  stateOf(requestId: string): Promise<KnownRequest>
  steps(requestId: string): Promise<string[]>
}

/** On a Monday of its own, or, with options for a browser, today. */
export async function makeHandover(options: TestOptions = { startMs: Date.parse(START) }): Promise<Handover> {
  const at = await startServer(options)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const county = await makeCounty(at)
  const compound = await county.compound('兴隆花园')
  const operator = async (kind: 'property-company' | 'service-centre', name: string) =>
    (await expectOk(at.admin.tell(managementApi.registerOperator, {}, { kind, name }))).body.id
  const [oldId, newId] = [await operator('property-company', '旧物业'), await operator('service-centre', '桂溪中心')]
  const adoption = { mode: 'property-company', since: '2024-01-01', operatorId: oldId, ground: GROUND } as const
  await expectOk(at.admin.tell(managementApi.adopt, { id: compound.id }, adoption))
  const of = (id: string) => ({ kind: 'operator', id }) as const
  const above = { kind: 'subdistrict', id: county.subdistrictId } as const
  const clerk = await at.person('clerk', ['clerk', above])
  const handover: Handover = {
    at,
    compoundId: compound.id,
    unitId: compound.unitIds[0] ?? '',
    oldId,
    newId,
    oldManager: await at.person('old-manager', ['manager', of(oldId)]),
    oldWorker: await at.person('old-worker', ['worker', of(oldId)]),
    newManager: await at.person('new-manager', ['manager', of(newId)]),
    newWorker: await at.person('new-worker', ['worker', of(newId)]),
    clerk,
    overseer: await at.person('overseer', ['overseer', above]),
    owner: await county.owner(compound.unitIds[0] ?? ''),
    paper: await uploaded(at, clerk),
    now: () => instantOf(at.time.nowMs),
    async goOn(instant) {
      const isLater = daysBetween(dayOf(instantOf(at.time.nowMs)), dayOf(instant)) > SESSION_DAYS
      at.time.nowMs = Date.parse(instant)
      await at.server.timer.advanceTo(instant)
      await at.server.processes.settle()
      if (isLater) for (const who of PEOPLE) handover[who] = await at.signIn(handover[who].loginName)
    },
    async report(by, more = {}) {
      const place = { kind: 'unit', id: compound.unitIds[0] ?? '' } as const
      const body = { place, category: 'drain', urgency: 'ordinary', text: '下水堵了', ...more } as const
      return (await expectOk(by.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
    },
    async stateOf(requestId) {
      const { state } = await at.server.store.load(Requests, requestId)
      if (state.status === 'none') throw new Error('not reported')
      return state
    },
    steps: async (requestId) => (await at.server.log.read(`request-${requestId}`)).map(({ type }) => type),
  }
  return handover
}

/** Everything of the list in order. */
export function wholeList(paper: string): HandoverItem[] {
  return HandoverKey.options.map((key) => {
    const { measure } = handoverRows[key]
    return {
      key,
      state: 'handed-over',
      count: measure === 'count' ? 2 : null,
      amountFen: measure === 'fen' ? 88_00 : null,
      how: measure === 'how' ? 'deleted' : null,
      note: null,
      files: measure === 'how' ? [paper] : [],
    }
  })
}

/** From the reason to two signatures, by the clerk, without waiting for a notice. */
export async function makeReady(of: Handover): Promise<void> {
  const { clerk, compoundId: id, paper, newId } = of
  const today = dayOf(of.now())
  const target = { mode: 'service-centre', operatorId: newId } as const
  const decided = { ...target, ground: { ...GROUND, kind: 'decision' as const }, decidedOn: today }
  await expectOk(
    clerk.tell(transitionApi.propose, { id }, { reason: 'contract-ends', text: '合同到期', proposal: target }),
  )
  await expectOk(clerk.tell(transitionApi.decide, { id }, decided))
  await expectOk(clerk.tell(transitionApi.skip, { id }, { step: 'notice', ground: '双方书面商定提前交接' }))
  await expectOk(clerk.tell(transitionApi.handover, { id }, { items: wholeList(paper) }))
  for (const side of ['old', 'new'] as const)
    await expectOk(clerk.tell(transitionApi.sign, { id }, { side, signedOn: today, files: [paper] }))
}

export async function handOverOn(of: Handover, day: string): Promise<void> {
  await makeReady(of)
  await expectOk(of.clerk.tell(transitionApi.takeOver, { id: of.compoundId }, { on: day }))
  await of.at.server.processes.settle()
}
