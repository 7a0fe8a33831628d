import { expect, test } from 'vitest'
import type { Mark } from '../items.ts'
import { makeBallotKey, openBallots, sealBallot } from './index.ts'

const marks = (mark: Mark) => [{ itemId: 'lamp', mark }]
const of = { decisionId: 'd', itemIds: ['lamp'] }

test('the list as it came in: screen opened, paper as it was entered, a copied ballot void, each in its place', async () => {
  const { publicKey, secretKey } = await makeBallotKey()
  const own = await sealBallot(publicKey, { decisionId: 'd', voterId: 'a' }, marks('yes'))
  const heard: number[] = []
  const opened = await openBallots(
    [
      { kind: 'screen', ballotId: 'b1', voterId: 'a', sealed: own },
      { kind: 'paper', ballotId: 'b2', voterId: 'b', marks: marks('no') },
      { kind: 'screen', ballotId: 'b3', voterId: 'c', sealed: own },
      { kind: 'paper', ballotId: 'b4', voterId: 'd', marks: null },
    ],
    { ...of, secretKey },
    (count) => heard.push(count),
  )
  expect(opened).toEqual([
    { ballotId: 'b1', voterId: 'a', order: 0, marks: marks('yes'), reason: null },
    { ballotId: 'b2', voterId: 'b', order: 1, marks: marks('no'), reason: null },
    { ballotId: 'b3', voterId: 'c', order: 2, marks: null, reason: 'forged' },
    { ballotId: 'b4', voterId: 'd', order: 3, marks: null, reason: null },
  ])
  expect(heard).toEqual([1, 2, 3, 4])
})

test('paper alone needs no key; a ballot on screen does', async () => {
  const paper = { kind: 'paper', ballotId: 'b', voterId: 'a', marks: marks('yes') } as const
  expect(await openBallots([paper], { ...of, secretKey: null })).toHaveLength(1)
  const screen = { kind: 'screen', ballotId: 'b', voterId: 'a', sealed: 'AAAA' } as const
  await expect(openBallots([paper, screen], { ...of, secretKey: null })).rejects.toThrow(RangeError)
})
