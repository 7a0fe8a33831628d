import { expect, test } from 'vitest'
import { type FundSection, sectionsFor } from './sections.ts'

const to = (id: string) => `/compounds/${id}`
const all: FundSection[] = [
  { heading: 'look', label: 'warnings', to, needs: 'see' },
  { heading: 'out', label: 'withdrawals', to, needs: 'see' },
  { heading: 'in', label: 'imports', to, needs: 'write' },
  { heading: 'in', label: 'collections', to, needs: 'see', withoutFund: true },
]
const shown = (hasFund: boolean, may: (action: string) => boolean) =>
  sectionsFor(hasFund, may, all).map(({ heading, sections }) => [heading, ...sections.map(({ label }) => label)])

test('by heading in their order, with only what the person may open', () => {
  expect(shown(true, () => true)).toEqual([
    ['in', 'imports', 'collections'],
    ['out', 'withdrawals'],
    ['look', 'warnings'],
  ])
  expect(shown(true, (action) => action === 'see')).toEqual([
    ['in', 'collections'],
    ['out', 'withdrawals'],
    ['look', 'warnings'],
  ])
})

test('without a fund only what needs none', () => expect(shown(false, () => true)).toEqual([['in', 'collections']]))
