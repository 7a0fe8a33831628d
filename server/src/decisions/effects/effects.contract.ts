/**
 * What others may rely on of passed decisions, whether they were held here or taken outside. `repair-fund` consumes
 * FundUseAuthorised and FundRaisingAuthorised, `management` ManagerChosen, committees SeatWon, later votes
 * ProcedureAdopted. Each is the only event of its stream `effect-<decisionId>-<itemId>`, appended by the process
 * `decision effects` with what stands here; a consumer that keys its own work by (decisionId, itemId) never does it twice.
 */
import type { EffectEvent } from '@changxin/shared/decisions'
import type { Recorded } from '@changxin/shared/kernel'
import { expect } from 'vitest'

export interface Cause {
  /** Of the posting of the result, or of the check of what was taken outside. */
  readonly eventId: string
  readonly occurredAt: string
  readonly decisionId: string
  readonly compoundId: string
  /** Day of the posting, or of the check. */
  readonly on: string
  readonly scope: EffectEvent['data']['scope']
}

/** The fields that every effect has, and where they come from. */
export function expectEffect(events: readonly Recorded[], cause: Cause, effect: object): void {
  expect(events).toHaveLength(1)
  const [event] = events
  const { eventId, occurredAt, ...of } = cause
  expect(event?.data).toEqual({ ...of, ...effect })
  expect(event).toMatchObject({
    revision: 0,
    version: 1,
    metadata: { actor: 'system', channel: 'process', causationId: eventId, occurredAt },
  })
}
