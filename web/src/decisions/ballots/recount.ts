/** Counting again in the owner's browser, from what the server lists and with the same rules, and what differs. */
import { countItems, type ItemCount, lastValidBallots, type RecountView } from '@changxin/shared/decisions'
import { isKeyPair, type OpenedBallot, openBallots, type VoidReason } from '@changxin/shared/decisions/sealing'

/** What became of one ballot. `replaced`: a later valid one of the same head counted. */
export type Fate =
  | { readonly fate: 'counted' | 'replaced' }
  | { readonly fate: 'void'; readonly reason: VoidReason | 'paper'; readonly said: string | null }

export interface Difference {
  readonly itemId: string
  readonly field: keyof ItemCount
  readonly posted: string
  readonly again: string
}
export interface Recounted {
  /** The released secret belongs to the key that ballots were sealed to; true where there was none. */
  readonly keyFits: boolean
  readonly counts: readonly ItemCount[]
  readonly differences: readonly Difference[]
  /** By receipt number. */
  readonly fates: ReadonlyMap<string, Fate>
  /** Ballots that are void here and not in the result, or the other way round. */
  readonly voidDiffers: readonly string[]
}

function fatesOf(view: RecountView, opened: readonly OpenedBallot[]): Map<string, Fate> {
  const last = lastValidBallots(opened)
  return new Map(
    view.ballots.map((listed, index): [string, Fate] => {
      const ballot = opened[index]
      if (ballot === undefined || ballot.marks === null) {
        const said = listed.kind === 'paper' ? listed.invalidReason : null
        return [listed.receiptNumber, { fate: 'void', reason: ballot?.reason ?? 'paper', said }]
      }
      const counts = last.get(ballot.voterId)?.ballotId === ballot.ballotId
      return [listed.receiptNumber, { fate: counts ? 'counted' : 'replaced' }]
    }),
  )
}

/** Every field of every item, so that a sum that is off by one square centimetre is named. */
export function differencesOf(posted: readonly ItemCount[], again: readonly ItemCount[]): Difference[] {
  const ids = [...new Set([...posted, ...again].map((one) => one.itemId))]
  return ids.flatMap((itemId) => {
    const [one, other] = [posted, again].map((counts) => counts.find((count) => count.itemId === itemId))
    const fields = Object.keys({ ...one, ...other }) as (keyof ItemCount)[]
    return fields.flatMap((field) => {
      const [before, after] = [one?.[field], other?.[field]].map((value) => textOf(value))
      return before === after ? [] : [{ itemId, field, posted: before ?? '', again: after ?? '' }]
    })
  })
}

/** Fields in one order, whatever order they came in. */
function textOf(value: unknown): string {
  if (value === undefined) return '—'
  if (value === null || typeof value !== 'object') return String(value)
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([name, inner]) => `${name} ${textOf(inner)}`).join(', ')
}

export async function countAgain(view: RecountView, done: (count: number) => void = () => {}): Promise<Recounted> {
  const itemIds = view.items.map((item) => item.itemId)
  const { publicKey, secretKey, decisionId } = view
  const keyFits = publicKey === null || secretKey === null || (await isKeyPair({ publicKey, secretKey }))
  const opened = await openBallots(view.ballots, { decisionId, itemIds, secretKey }, done)
  const roll = view.roll.map((unit) => ({ ...unit, ownerIds: [] }))
  const counts = countItems({ ...view, roll, ballots: opened })
  const voidHere = new Set(opened.filter((ballot) => ballot.marks === null).map((ballot) => ballot.ballotId))
  const voidThere = new Set(view.voidBallotIds)
  return {
    keyFits,
    counts,
    differences: differencesOf(view.counts, counts),
    fates: fatesOf(view, opened),
    voidDiffers: [...voidHere.symmetricDifference(voidThere)],
  }
}
