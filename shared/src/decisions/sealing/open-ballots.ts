/** From the list of ballots that came in to ballots that can be counted: the same for the server and for whoever counts again. */
import type { CountedBallot } from '../count/index.ts'
import type { Marks } from '../items.ts'
import { ballotOpener, type OpenBallot, type VoidReason } from './seal.ts'

interface InOrder {
  readonly ballotId: string
  readonly voterId: string
}
/** `marks` of a paper ballot as its two entries settled it; null = void. */
export type ListedBallot = InOrder &
  ({ readonly kind: 'screen'; readonly sealed: string } | { readonly kind: 'paper'; readonly marks: Marks | null })

export interface OpenedBallot extends CountedBallot {
  /** Why a ballot on screen is void; null for one that can be read, and for paper. */
  readonly reason: VoidReason | null
}

export interface OpeningOf {
  readonly decisionId: string
  readonly itemIds: readonly string[]
  /** Null where there was no key: then nobody voted on screen. */
  readonly secretKey: string | null
}

/**
 * In the order in which they came. `done` hears how many are open. RangeError when there is a ballot on screen and no
 * key, or the secret is no key.
 */
export async function openBallots(
  ballots: readonly ListedBallot[],
  { decisionId, itemIds, secretKey }: OpeningOf,
  done: (count: number) => void = () => {},
): Promise<OpenedBallot[]> {
  let open: OpenBallot | null = null
  const opened: OpenedBallot[] = []
  for (const [order, ballot] of ballots.entries()) {
    const { ballotId, voterId } = ballot
    if (ballot.kind === 'paper') opened.push({ ballotId, voterId, order, marks: ballot.marks, reason: null })
    else {
      if (secretKey === null) throw new RangeError('a ballot on screen, and no key to open it')
      open ??= await ballotOpener(secretKey)
      const said = await open({ decisionId, voterId }, ballot.sealed, itemIds)
      opened.push({ ballotId, voterId, order, marks: said.marks, reason: said.marks === null ? said.reason : null })
    }
    done(opened.length)
  }
  return opened
}
