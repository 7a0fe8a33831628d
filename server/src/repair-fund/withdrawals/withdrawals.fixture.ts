/** A compound with a fund of its own and money in it, its people, and a plan that passes: for stories at the API. */
import { effectIdOf, FundUseAuthorised } from '@changxin/shared/decisions'
import { repairFundApi, type WithdrawalPlan, type WithdrawalView, withdrawalsApi } from '@changxin/shared/repair-fund'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'
import { timerMeta } from '../../clock/timer.ts'
import { DecisionEffects } from '../../decisions/decision.aggregates.ts'

export const MONDAY = '2026-03-02'
const morning = (day: string) => `${day}T02:00:00.000Z`

export interface FundWorld {
  readonly at: TestServer
  readonly county: TestCounty
  readonly compound: TestCompound
  readonly clerk: Client
  readonly committee: Client
  /** Brought by whoever is named. */
  file(by: Client): Promise<string>
  decided(decisionId: string, change?: Partial<Parameters<typeof FundUseAuthorised>[0]>): Promise<void>
  plan(by: Client, change?: Partial<WithdrawalPlan>): Promise<WithdrawalPlan>
  prepared(change?: Partial<WithdrawalPlan>): Promise<string>
  view(id: string, by?: Client): Promise<WithdrawalView>
  contribute(...amounts: readonly number[]): Promise<void>
  day(day: string): Promise<void>
}

/** ¥100.00 in each account; shares by 80.00, 80.01, 80.02 m². */
export async function makeFundWorld(bookkeeper: 'owners' | 'bank' = 'owners'): Promise<FundWorld> {
  const at = await startServer({ startMs: Date.parse(morning(MONDAY)) })
  await at.server.timer.advanceTo(morning(MONDAY))
  const county = await makeCounty(at)
  const compound = await county.compound('兴隆花园', 3)
  const { id } = compound
  const clerk = await at.person('clerk', ['clerk', { kind: 'compound', id }])
  const committee = await at.person('committee', ['committee', { kind: 'compound', id }])
  await expectOk(
    at.admin.tell(
      repairFundApi.open,
      { id },
      bookkeeper === 'owners'
        ? await ownBook(at, at.admin, '2026-01-01')
        : { openedOn: '2026-01-01', bookkeeper, ground: '业主大会决定' },
    ),
  )
  let brought = 0
  let contributions = 0
  const world: FundWorld = {
    ...{ at, county, compound, clerk, committee },
    file: (by) => uploaded(at, by, `#${String(++brought).padStart(6, '0')}`),
    async decided(decisionId, change = {}) {
      const effect = FundUseAuthorised({
        ...{ decisionId, itemId: 'use', compoundId: id, on: MONDAY, scope: { kind: 'compound' }, purpose: '屋面防水' },
        ...{ budgetFen: 10_000, requestId: null, contractor: null },
        ...change,
      })
      const meta = timerMeta(`effect-${decisionId}`, morning(MONDAY))
      const command = { type: 'BringAbout' as const, effect }
      await at.server.store.execute(DecisionEffects, effectIdOf(decisionId, 'use'), { meta, command })
      await at.server.processes.settle()
    },
    plan: async (by, change = {}) => ({
      ...{ purpose: '屋面防水维修', requestId: null, partId: null, partCode: 'roof', exclusion: null },
      warrantyOver: { text: '1998 年竣工', file: await world.file(by) },
      ground: { kind: 'decision', authorisation: { decisionId: 'd1', itemId: 'use' } },
      ...{ budgetFen: 10_000, contractor: '甲防水公司', scope: { kind: 'compound' }, split: { by: 'floor-area' } },
      ...{ unsoldUnitIds: [], files: [await world.file(by)] },
      ...change,
    }),
    async prepared(change = {}) {
      const plan = await world.plan(clerk, change)
      const { body } = await expectOk(clerk.tell(withdrawalsApi.prepare, { id }, plan))
      await expectOk(clerk.tell(withdrawalsApi.submit, { id: body.id }, {}))
      await expectOk(clerk.tell(withdrawalsApi.post, { id: body.id }, { place: '公告栏' }))
      return body.id
    },
    view: async (withdrawalId, by = clerk) =>
      (await expectOk(by.ask(withdrawalsApi.withdrawal, { id: withdrawalId }))).body,
    async contribute(...amounts) {
      const rows = amounts.map((amountFen, index) => ({ unitId: compound.unitIds[index] ?? '', amountFen }))
      const body = { kind: 'top-up' as const, paidOn: `2026-02-${String(++contributions).padStart(2, '0')}`, rows }
      await expectOk(clerk.tell(repairFundApi.contribute, { id }, body))
    },
    async day(day) {
      at.time.nowMs = Date.parse(morning(day))
      await at.server.timer.advanceTo(morning(day))
    },
  }
  await world.contribute(10_000, 10_000, 10_000)
  return world
}

export async function settled(world: FundWorld, id: string, settledFen: number): Promise<string> {
  const { clerk } = world
  const papers = { acceptance: [await world.file(clerk)], invoices: [await world.file(clerk)] }
  const { acceptedOn } = { acceptedOn: new Date(world.at.time.nowMs).toISOString().slice(0, 10) }
  await expectOk(clerk.tell(withdrawalsApi.settle, { id }, { acceptedOn, settledFen, ...papers }))
  return (await world.view(id)).ask?.askId ?? ''
}
