import { countItems, defaultVotingRule, type Mark, type Marks, type RecountView } from '@changxin/shared/decisions'
import { type BallotKey, makeBallotKey, sealBallot } from '@changxin/shared/decisions/sealing'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { countAgain, differencesOf } from './recount.ts'

const VOTERS = ['a', 'b', 'c', 'd', 'e']
const roll = VOTERS.map((voterId, index) => ({
  voterId,
  unitId: voterId,
  standing: 'checked' as const,
  floorArea: 6_000 + 1_000 * index,
  floorAreaSource: 'registry' as const,
}))
const item = (itemId: string) => ({
  itemId,
  matter: 'other' as const,
  title: '换灯',
  text: '楼道换灯',
  effect: null,
  groupId: null,
})
const items = [item('lamp'), item('gate')]
const rules = { rule: defaultVotingRule, procedure: null, items, groups: [] }

interface Said {
  readonly voterId: string
  readonly marks: Marks | null
  readonly kind: 'screen' | 'paper'
}
const said: fc.Arbitrary<Said> = fc.record({
  voterId: fc.constantFrom(...VOTERS),
  kind: fc.constantFrom('screen', 'paper'),
  marks: fc
    .tuple(...items.map(() => fc.constantFrom<Mark>('yes', 'no', 'abstain')))
    .map((marks) => marks.map((mark, index) => ({ itemId: items[index]!.itemId, mark }))),
})

let key: BallotKey
beforeAll(async () => {
  key = await makeBallotKey()
})

/** As the server lists it, with the count of the plain marks, which nothing sealed. */
async function listed(votes: readonly Said[]): Promise<RecountView> {
  const plain = votes.map((vote, order) => ({ ...vote, ballotId: `b${order}`, order }))
  const ballots = plain.map(async ({ ballotId, voterId, kind, marks }) => {
    const head = { ballotId, voterId, receiptNumber: `r-${ballotId}` }
    if (kind === 'paper') return { ...head, kind, marks, invalidReason: marks === null ? '撕破' : null }
    return { ...head, kind, sealed: await sealBallot(key.publicKey, { decisionId: 'd', voterId }, marks ?? []) }
  })
  return {
    ...rules,
    ...key,
    decisionId: 'd',
    roll,
    ballots: await Promise.all(ballots),
    counts: countItems({ ...rules, roll: roll.map((unit) => ({ ...unit, ownerIds: [] })), ballots: plain }),
    voidBallotIds: plain.filter(({ marks }) => marks === null).map(({ ballotId }) => ballotId),
  }
}
const vote = (voterId: string, mark: Mark, kind: Said['kind'] = 'screen'): Said => ({
  voterId,
  kind,
  marks: items.map(({ itemId }) => ({ itemId, mark })),
})

describe('counting again', () => {
  test('comes to what the plain marks come to, whatever was voted and replaced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(said, { maxLength: 12 }), async (votes) => {
        const again = await countAgain(await listed(votes))
        expect(again).toMatchObject({ keyFits: true, differences: [], voidDiffers: [] })
        const counted = [...again.fates.values()].filter(({ fate }) => fate === 'counted')
        expect(counted).toHaveLength(new Set(votes.map(({ voterId }) => voterId)).size)
      }),
      seeded(40),
    )
  })

  test('says of each receipt what became of its ballot', async () => {
    const view = await listed([
      vote('a', 'no'),
      vote('b', 'yes', 'paper'),
      vote('a', 'yes'),
      { voterId: 'c', kind: 'paper', marks: null },
    ])
    const { fates } = await countAgain(view)
    expect(Object.fromEntries(fates)).toEqual({
      'r-b0': { fate: 'replaced' },
      'r-b1': { fate: 'counted' },
      'r-b2': { fate: 'counted' },
      'r-b3': { fate: 'void', reason: 'paper', said: '撕破' },
    })
  })

  test('notices a posted result with one head more', async () => {
    const view = await listed([vote('a', 'yes'), vote('b', 'no')])
    const [lamp, gate] = view.counts
    const counts = [lamp!, { ...gate!, yes: { ...gate!.yes, heads: 2 } }]
    expect((await countAgain({ ...view, counts })).differences).toEqual([
      { itemId: 'gate', field: 'yes', posted: 'floorArea 6000, heads 2', again: 'floorArea 6000, heads 1' },
    ])
  })

  test('notices a ballot that was left out of the list', async () => {
    const view = await listed([vote('a', 'yes'), vote('b', 'no')])
    const { differences } = await countAgain({ ...view, ballots: view.ballots.slice(1) })
    expect(differences.map(({ field }) => field)).toContain('participating')
  })

  test('finds a ballot void that was copied to another head, and says that the result took it for good', async () => {
    const view = await listed([vote('a', 'yes'), vote('b', 'yes')])
    const [first, second] = view.ballots
    if (first?.kind !== 'screen' || second?.kind !== 'screen') throw new Error('both are on screen')
    const again = await countAgain({ ...view, ballots: [first, { ...second, sealed: first.sealed }] })
    expect(again.fates.get('r-b1')).toEqual({ fate: 'void', reason: 'forged', said: null })
    expect(again.voidDiffers).toEqual(['b1'])
    expect(again.differences.length).toBeGreaterThan(0)
  })

  test('notices a released secret that is not that of the key', async () => {
    const view = await listed([vote('a', 'yes')])
    const other = await makeBallotKey()
    expect(await countAgain({ ...view, secretKey: other.secretKey })).toMatchObject({ keyFits: false })
  })
})

test('an item that only one of the two knows differs in every field', () => {
  const count = countItems({ ...rules, roll: roll.map((unit) => ({ ...unit, ownerIds: [] })), ballots: [] })
  expect(
    differencesOf(count.slice(0, 1), count).every(({ itemId, posted }) => itemId === 'gate' && posted === '—'),
  ).toBe(true)
  expect(differencesOf(count, count)).toEqual([])
})
