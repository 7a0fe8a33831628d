/** What makes a decision about liability the same as another one. */
import type { LiabilityDecided } from './liability.events.ts'

/** All but the day: the same decision a day later is no other one. */
export function essenceOf(decided: ReturnType<typeof LiabilityDecided>['data']): string {
  const { route, ground, party, note, estimateFen, missing } = decided
  const { partId, warranty, warrantyUntil, operatorId, stated } = decided.decidedFrom
  const from = [partId, warranty, warrantyUntil, operatorId, stated]
  return JSON.stringify([route, ground.code, party, note, estimateFen, missing, ...from])
}
