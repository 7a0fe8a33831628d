/** A decision that was taken outside, as it is typed from its papers. */
import { externalApi } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { emptyItem, emptyProposal, type ProposalDraft } from '../propose/proposal-draft.ts'
import {
  areaTyped,
  type ExternalForm,
  emptyForm,
  emptySheet,
  externalBodyOf,
  lacksOfExternal,
  wholeTyped,
} from './sheet-form.ts'

function typed(): { form: ExternalForm; draft: ProposalDraft } {
  const item = { ...emptyItem('i1'), matter: 'other' as const, title: '门禁', text: '加装门禁' }
  const sheet = emptySheet()
  const form: ExternalForm = {
    ...emptyForm(),
    ...{ decidedOn: '2026-02-20', stamp: ' 某居委会 ', files: ['a'.repeat(64)] },
    electorate: { floorArea: '12,590.10', heads: '120' },
    sheets: {
      i1: {
        ...sheet,
        participating: { floorArea: '8,412.33', heads: '81' },
        yes: { floorArea: '8000', heads: '80' },
        no: { floorArea: '412.33', heads: '1' },
        abstained: { floorArea: '0', heads: '0' },
        stated: 'yes',
      },
    },
  }
  return { form, draft: { ...emptyProposal('i1'), title: '加装门禁', items: [item] } }
}

test('areas are read exactly, with commas and full-width digits', () => {
  expect(['8,412.33', '８４１２.３', '0', '1.005', '-1', '', '12m'].map(areaTyped)).toEqual([
    ...[841_233, 841_230, 0, undefined, undefined, undefined, undefined],
  ])
  expect(['1,200', '３', '1.5', ''].map(wholeTyped)).toEqual([1_200, 3, undefined, undefined])
})

test('what is whole fits the route; a platform only where one was used', () => {
  const { form, draft } = typed()
  expect(lacksOfExternal(form, draft)).toEqual([])
  const body = externalBodyOf({ ...form, platform: '某平台' }, draft)
  expect(externalApi.record.body.safeParse(body).success).toBe(true)
  expect(body).toMatchObject({
    ...{ title: '加装门禁', platform: null, stamp: '某居委会', scope: { kind: 'compound' } },
    counts: [
      {
        ...{ itemId: 'i1', electorate: { floorArea: 1_259_010, heads: 120 }, stated: true },
        ...{ participating: { floorArea: 841_233, heads: 81 }, unitsWithoutFloorArea: 0 },
      },
    ],
  })
  expect(externalBodyOf({ ...form, means: 'city-platform', platform: ' 某平台 ' }, draft)?.platform).toBe('某平台')
})

test('what is missing is named, with the number of its item', () => {
  const { form, draft } = typed()
  const lacks = (change: Partial<ExternalForm>) => lacksOfExternal({ ...form, ...change }, draft)
  expect(lacks({ means: 'city-platform' })).toEqual([{ what: 'platform', item: null }])
  expect(lacks({ electorate: { floorArea: 'x', heads: '1' } }).map(({ what }) => what)).toEqual(['electorate', 'sheet'])
  expect(lacks({ sheets: {} })).toEqual([{ what: 'sheet', item: 1 }])
  expect(lacks({ files: [], stamp: '', decidedOn: '' }).map(({ what }) => what)).toEqual([
    'decidedOn',
    'stamp',
    'files',
  ])
  expect(externalBodyOf({ ...form, files: [] }, draft)).toBeUndefined()
})
