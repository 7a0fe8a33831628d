/** What passed items bring about, and what they do not. */
import { expect, test } from 'vitest'
import { given } from '../../../test/kit/decider-spec.ts'
import { covenant, lamp } from './decision.fixture.ts'
import { effectDecider, effectsOf, type StandingResult } from './effect.decider.ts'
import { FundUseAuthorised } from './effects.events.ts'
import type { Item } from './items.ts'

const yes = (itemId: string, chosen = true) => ({ itemId, passed: true, chosen })
const result = (items: readonly Item[], counts: StandingResult['counts']): StandingResult => ({
  decisionId: 'd1',
  compoundId: 'c1',
  on: '2026-03-27',
  scope: { kind: 'building', buildingId: 'b1' },
  items,
  counts,
})
const cause = {
  decisionId: 'd1',
  itemId: 'lamp',
  compoundId: 'c1',
  on: '2026-03-27',
  scope: { kind: 'building' as const, buildingId: 'b1' },
}
const authorised = FundUseAuthorised({
  ...cause,
  purpose: '更换楼道灯',
  budgetFen: 120_000,
  requestId: null,
  contractor: null,
})

test('an item that passed has its effect, one without any or that failed has none', () => {
  expect(effectsOf(result([lamp, covenant], [yes('lamp'), yes('covenant')]))).toEqual([authorised])
  expect(effectsOf(result([lamp], [{ itemId: 'lamp', passed: false, chosen: false }]))).toEqual([])
  expect(effectsOf(result([lamp], []))).toEqual([])
})

test('each kind of effect becomes its event, and who passed without a seat wins none', () => {
  const of = (itemId: string, effect: Item['effect']): Item => ({ ...lamp, itemId, title: itemId, effect })
  const items = [
    of('raise', { kind: 'fund-raising', purpose: '续交', per: 'square-metre', amountFen: 2_000, dueOn: '2026-06-30' }),
    of('manager', { kind: 'manager', mode: 'service-centre', operatorId: 'centre' }),
    of('seat', { kind: 'seat', personId: 'ai' }),
    of('beaten', { kind: 'seat', personId: 'bo' }),
    of('议事规则', { kind: 'procedure', silence: 'with-majority' }),
  ]
  const counts = items.map(({ itemId }) => yes(itemId, itemId !== 'beaten'))
  expect(effectsOf(result(items, counts)).map(({ type, data }) => [type, data.itemId])).toEqual([
    ['FundRaisingAuthorised', 'raise'],
    ['ManagerChosen', 'manager'],
    ['SeatWon', 'seat'],
    ['ProcedureAdopted', '议事规则'],
  ])
})

test('an effect comes about once', () => {
  given(effectDecider).when({ type: 'BringAbout', effect: authorised }).then(authorised)
  given(effectDecider, authorised).when({ type: 'BringAbout', effect: authorised }).nothing()
})
