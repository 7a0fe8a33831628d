/** Routes of a turn's link: whoever holds it sees the one turn, confirms it, and asks for a swap. They name no turn: the link says which. */
import { commandRoute, Instant, Prose, queryRoute, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { RotaPurpose } from './pattern.ts'
import { TurnStatus } from './times.ts'

export const LinkedTurn = z.object({
  title: z.string(),
  ownerName: z.string(),
  purpose: RotaPurpose,
  personName: z.string(),
  from: Instant,
  until: Instant,
  status: TurnStatus,
  /** The group was asked to take it. */
  isSwapAsked: z.boolean(),
  /** From this instant on it can be confirmed. */
  keepFrom: Instant,
})
export type LinkedTurn = z.infer<typeof LinkedTurn>

const MINE = '/api/turn-links/mine'

export const turnLinkApi = {
  turn: queryRoute({
    action: 'management.linked-turn',
    path: MINE,
    input: {},
    output: LinkedTurn,
    summary: 'The one turn of a link, for its holder (Authorization: Bearer, the token)',
  }),
  keep: commandRoute({
    action: 'management.keep-linked-turn',
    path: `${MINE}/keep`,
    params: {},
    body: z.strictObject({
      note: Prose(500).nullable().default(null),
      files: z.array(Sha256).max(4).default([]),
    }),
    summary: 'The turn was kept; the link ends with it',
  }),
  askSwap: commandRoute({
    action: 'management.ask-linked-swap',
    path: `${MINE}/ask-swap`,
    params: {},
    body: z.strictObject({}),
    summary: 'Asks the group to take the turn',
  }),
}
