/** Facts in, rows out: both books make one sum of shared money, for now and for any past day; doors follow each event. */
import { DayStarted } from '@changxin/shared/clock'
import { CashEntrySigned } from '@changxin/shared/management'
import {
  CollectionCarriedOver,
  CollectionConfirmed,
  CollectionDrafted,
  CollectionGiveBackPlanned,
  CollectionGivenBack,
  CollectionPaymentReversed,
  CollectionPaymentsRecorded,
  CollectionReversalProposed,
  CollectionSpendingRecorded,
  CollectionSpendingReversed,
  CollectionSpendingSigned,
  CollectionSpendingWithdrawn,
} from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { peopleProjection } from '../../people/people.projection.ts'
import { placesProjection } from '../../places/index.ts'
import { NOW } from '../../views/intervals.ts'
import { listEntries } from './collections.entries.ts'
import { collectionsProjection } from './collections.projection.ts'
import { listCollections } from './collections.queries.ts'
import { readSharedMoney } from './shared-money.queries.ts'

const of = { collectionId: 'k1', compoundId: 'c1' }
const stream = { stream: 'collection-k1' }
const file = 'a'.repeat(64)
const shares = [
  { unitId: 'u1', dueFen: 6_000 },
  { unitId: 'u2', dueFen: 4_000 },
]
const begun = [
  recorded(
    CollectionDrafted({
      ...{ ...of, kind: 'collection', purpose: '换灯', scope: { kind: 'compound' }, rows: shares, cost: null },
      ...{
        split: { by: 'floor-area', totalFen: 10_000 },
        dueOn: '2026-04-01',
        draftedOn: '2026-03-01',
        draftedBy: 'p1',
      },
      ground: { kind: 'agreement', text: '约定', file },
    }),
    stream,
  ),
  recorded(
    CollectionConfirmed({
      ...{ ...of, totalFen: 10_000, confirmedOn: '2026-03-01', confirmedBy: 'p1' },
      rows: shares.map((row) => ({ ...row, floorArea: row.dueFen })),
    }),
    stream,
  ),
]
const paid = (paymentId: string, unitId: string, amountFen: number) =>
  recorded(
    CollectionPaymentsRecorded({
      ...{ ...of, rows: [{ paymentId, unitId, amountFen }], paidOn: '2026-03-01', file: null, recordedBy: 'p1' },
    }),
    stream,
  )
const spending = { ...of, spendingId: 's1', purpose: '灯具', amountFen: 3_000, spentOn: '2026-04-02', recordedBy: 'p1' }
const spent = [
  recorded(CollectionSpendingRecorded({ ...spending, invoices: [file], photos: [] }), stream),
  recorded(CollectionSpendingSigned({ ...spending, signedOn: '2026-04-02', signedBy: 'p2' }), stream),
]
const reversal = { ...of, reversedOn: '2026-04-03', approvedBy: 'p3' }
const cash = (kind: 'donation' | 'labour' | 'carried-over', entryId: string, amountFen: number) =>
  recorded(
    CashEntrySigned({
      ...{ compoundId: 'c1', entryId, kind, amountFen, paidOn: '2026-03-15', fees: null, reverses: null },
      ...{ recordedBy: 'p1', signedBy: 'p2' },
    }),
    { stream: 'cashbook-c1' },
  )
const all = [clockProjection, peopleProjection, placesProjection, collectionsProjection]

test('cash book and collections make one sum by month, now and for a past day', () => {
  const views = projected(all, [
    DayStarted({ day: '2026-03-01' }),
    ...begun,
    paid('y1', 'u1', 6_000),
    cash('carried-over', 'e1', 500),
    cash('donation', 'e2', 2_000),
    cash('labour', 'e3', -700),
    DayStarted({ day: '2026-03-02' }),
    ...spent,
  ])
  expect(readSharedMoney(views.read, NOW, 'c1')).toMatchObject({
    ...{ hasMoney: true, openingFen: 500, collectedFen: 8_000, spentFen: 3_700, leftFen: 4_800, openCollections: 1 },
    months: [
      { id: '2026-04', collectedFen: 0, spentFen: 3_000, leftFen: 4_800 },
      { id: '2026-03', collectedFen: 8_000, spentFen: 700, leftFen: 7_800 },
    ],
  })
  expect(readSharedMoney(views.read, NOW, 'c1').lines.map(({ what }) => what)).toEqual([
    ...['灯具', 'labour', 'donation', 'carried-over', '换灯'],
  ])
  expect(readSharedMoney(views.read, views.asOf('2026-03-01'), 'c1')).toMatchObject({ spentFen: 700, leftFen: 7_800 })
  expect(readSharedMoney(views.read, NOW, 'c2')).toMatchObject({ hasMoney: false, lines: [] })
})

test('neighbours read what came in on a day, never what one door paid; a past day does not say what is open now', () => {
  const views = projected(all, [
    DayStarted({ day: '2026-03-01' }),
    ...[...begun, paid('y1', 'u1', 6_000), cash('donation', 'e2', 2_000), paid('y2', 'u2', 1_000)],
    recorded(
      CollectionPaymentReversed({ ...reversal, reversalId: 'r2', entryId: 'y2', amountFen: 1_000, unitId: 'u2' }),
      stream,
    ),
    DayStarted({ day: '2026-03-02' }),
  ])
  const { lines, openCollections } = readSharedMoney(views.read, NOW, 'c1')
  expect(lines.map(({ what, day, amountFen }) => [what, day, amountFen])).toEqual([
    ['换灯', '2026-04-03', -1_000],
    ['donation', '2026-03-15', 2_000],
    ['换灯', '2026-03-01', 7_000],
  ])
  expect(openCollections).toBe(1)
  expect(readSharedMoney(views.read, views.asOf('2026-03-01'), 'c1').openCollections).toBeNull()
})

test('who may not see doors reads what waits for a signature, and no payment with its door', () => {
  const proposal = { ...of, reversalId: 'r1', entryId: 'y2', reason: '记错', proposedBy: 'p2' }
  const views = projected(all, [...begun, paid('y1', 'u1', 6_000), paid('y2', 'u2', 1_000), ...spent])
  const seen = () => listEntries(views.read, 'k1', { limit: 9 }, false).items
  expect(seen().map(({ kind }) => kind)).toEqual(['spending'])
  views.apply(recorded(CollectionReversalProposed(proposal), stream))
  expect(seen()).toMatchObject([{ kind: 'spending' }, { kind: 'payment', unitLabel: null, files: [] }])
})

test('sums and counts of a collection follow what is signed, taken back, given back and carried over', () => {
  const views = projected(all, [...begun, paid('y1', 'u1', 6_000), paid('y2', 'u2', 1_000)])
  const row = () => listCollections(views.read, 'c1', { limit: 5 }).items[0]
  expect(row()).toMatchObject({ doors: 2, paidDoors: 1, dueFen: 10_000, paidFen: 7_000, leftFen: 7_000 })
  const other = { ...spending, spendingId: 's2' }
  views.apply(recorded(CollectionSpendingRecorded({ ...other, invoices: [file], photos: [] }), stream))
  expect(row()).toMatchObject({ spentFen: 0, waiting: 1 })
  views.apply(
    recorded(CollectionSpendingWithdrawn({ ...of, spendingId: 's2', reason: '写错', withdrawnBy: 'p1' }), stream),
  )
  views.apply(...spent)
  expect(row()).toMatchObject({ spentFen: 3_000, leftFen: 4_000, waiting: 0 })
  const proposal = { ...of, reversalId: 'r1', entryId: 's1', reason: '重复', proposedBy: 'p2' }
  views.apply(
    recorded(CollectionReversalProposed(proposal), stream),
    recorded(CollectionSpendingReversed({ ...reversal, reversalId: 'r1', entryId: 's1', amountFen: 3_000 }), stream),
    recorded(
      CollectionPaymentReversed({ ...reversal, reversalId: 'r2', entryId: 'y2', amountFen: 1_000, unitId: 'u2' }),
      stream,
    ),
  )
  expect(row()).toMatchObject({ spentFen: 0, paidFen: 6_000, leftFen: 6_000, waiting: 0 })
  const back = {
    ...of,
    giveBackId: 'g1',
    rows: [{ unitId: 'u1', amountFen: 2_500 }],
    totalFen: 2_500,
    recordedBy: 'p1',
  }
  views.apply(
    recorded(CollectionGiveBackPlanned(back), stream),
    recorded(CollectionGivenBack({ ...back, givenOn: '2026-04-05', signedBy: 'p2' }), stream),
    recorded(
      CollectionCarriedOver({
        ...{ ...of, carryOverId: 'o1', rows: [{ unitId: 'u1', amountFen: 3_500 }], totalFen: 3_500 },
        ...{ carriedOn: '2026-04-06', carriedBy: 'p2' },
      }),
      stream,
    ),
  )
  expect(row()).toMatchObject({ backFen: 2_500, carriedFen: 3_500, leftFen: 0 })
  expect(
    listEntries(views.read, 'k1', { limit: 9 }, true).items.map(({ kind, status }) => `${kind} ${status}`),
  ).toEqual([
    'carry-over counts',
    'give-back counts',
    'spending reversed',
    'spending withdrawn',
    'payment reversed',
    'payment counts',
  ])
  expect(readSharedMoney(views.read, NOW, 'c1')).toMatchObject({ returnedFen: 2_500, carriedFen: 3_500, leftFen: 0 })
})
