/** Nobody is offered a paper that the server would refuse them. */
import { expect, test } from 'vitest'
import { papersOf } from './papers.ts'

const group = {
  ...{ id: 'g', book: 'commercial' as const, buildingId: 'b1', buildingName: '1栋', units: 2, unsold: 0 },
  ...{ weight: 2, amountFen: 100, sellersFen: 0 },
}
const ask = {
  ...{ askId: 'a', kind: 'settlement' as const, amountFen: 100, required: 'second-person' as const },
  ...{ approvedOn: null, application: null },
}
const asked = { groups: [group], ask, status: 'asked' as const }
const published = { groups: [group], ask: null, status: 'published' as const }
const desk = () => true
const owner = (action: string) => action === 'repair-fund.withdrawal'

test('the desk prints what hangs in the hall, and the application while something is asked for', () => {
  expect(papersOf({ groups: [], ask: null, status: 'draft' }, desk)).toEqual([])
  expect(papersOf(asked, desk)).toEqual(['notice', 'application'])
  expect(papersOf(published, desk)).toEqual(['notice', 'result'])
})

test('owners are offered no paper that names every door: the shares by door are refused to them', () => {
  expect(papersOf(asked, owner)).toEqual([])
  expect(papersOf(published, owner)).toEqual([])
})
