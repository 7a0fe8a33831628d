/** Facts that stories about liability are made of. For tests. */
import type { DecideLiability, LiabilityFacts, LiabilityState } from './liability.ts'

/** A roof of 2021, five years under warranty. */
export const roof = { partId: 'roof', kind: 'roof', acceptedOn: '2021-06-01', warrantyUntil: '2026-05-31' } as const
export const INSIDE = '2024-03-01'
export const AFTER = '2026-06-01'

export const leak: LiabilityFacts = {
  day: AFTER,
  place: 'common-part',
  category: 'roof-leak',
  text: '顶楼漏水',
  part: roof,
  candidates: 1,
  mode: 'property-company',
  operatorId: 'company',
  fundOpen: true,
}
export const facts = (change: Partial<LiabilityFacts> = {}): LiabilityFacts => ({ ...leak, ...change })

export const accepted: LiabilityState = { status: 'accepted', requestId: 'r1', compoundId: 'c1', decided: null }
export const decide = (change: Partial<DecideLiability> = {}): DecideLiability => ({
  type: 'DecideLiability',
  requestId: 'r1',
  at: '2026-06-01T02:00:00.000Z',
  receivedAt: '2026-06-01T02:00:00.000Z',
  by: 'clerk',
  route: 'repair-fund',
  party: null,
  note: null,
  estimateFen: null,
  stated: [],
  proposalId: 'p1',
  ...change,
})
