/** What a proof of a unit's account is to show, in one snapshot: the entries of the statement, the checkpoint and earlier ones. */
import type { Id } from '@changxin/shared/kernel'
import { type FundProofPlan, MAX_PROOF_ENTRIES, rejectProof } from '@changxin/shared/repair-fund'
import { checkpointDayOf, newestCheckpoint, recentCheckpoints } from '../../ledger/index.ts'
import type { Read } from '../../views/views.ts'

/** Null: no such unit, or it has no account. Throws where nothing can be proved yet. */
export function fundProofPlan(read: Read, unitId: Id, since: number | undefined): FundProofPlan | null {
  const unit = read.get<{ compound_id: Id; name: string; label: string }>(
    `SELECT u.compound_id, c.name, u.label FROM places_unit u
       JOIN places_compound c ON c.compound_id = u.compound_id
       JOIN repair_fund_account a ON a.unit_id = u.unit_id
     WHERE u.unit_id = ?`,
    unitId,
  )
  if (!unit) return null
  const checkpoint = newestCheckpoint(read)
  if (!checkpoint) throw rejectProof('proof-needs-checkpoint')
  return {
    compound: { id: unit.compound_id, name: unit.name },
    unit: { id: unitId, label: unit.label },
    checkpoint,
    earlier: earlierOf(read, checkpoint, since),
    entries: entriesOf(read, unitId),
  }
}

function earlierOf(read: Read, { day, size }: FundProofPlan['checkpoint'], since: number | undefined) {
  const earlier: FundProofPlan['earlier'] = recentCheckpoints(read, day)
  if (since === undefined || since === size || earlier.some((one) => one.size === since)) return earlier
  if (since > size) throw rejectProof('proof-since-beyond', { since, size })
  return [...earlier, { day: checkpointDayOf(read, since) ?? null, size: since }]
}

function entriesOf(read: Read, unitId: Id): FundProofPlan['entries'] {
  const entries = read.all<FundProofPlan['entries'][number]>(
    `SELECT number, entry_id AS entryId, amount_fen AS amountFen, balance_fen AS balanceFen, position
     FROM repair_fund_entry WHERE unit_id = ? ORDER BY number LIMIT ?`,
    unitId,
    MAX_PROOF_ENTRIES + 1,
  )
  if (entries.length <= MAX_PROOF_ENTRIES) return entries
  throw rejectProof('proof-too-long', { entries: entries.length, limit: MAX_PROOF_ENTRIES })
}
