/** The route of the proof of a unit's account. */
import { z } from 'zod'
import { Day, Id, Position, queryRoute } from '../../kernel/index.ts'
import { SignedCheckpoint } from '../../ledger/index.ts'
import { MAX_EARLIER_CHECKPOINTS, MAX_PROOF_ENTRIES, PendingEntry } from './proof.ts'

/** What a proof is to show. The GET answers the proof itself, a file (`FundProof`, docs/proof.md). */
export const FundProofPlan = z.object({
  compound: z.object({ id: Id, name: z.string() }),
  unit: z.object({ id: Id, label: z.string() }),
  /** The newest. */
  checkpoint: SignedCheckpoint,
  /** Sizes whose tree is the beginning of the checkpoint's, newest first; `day` is null where it is nobody's checkpoint. */
  earlier: z.array(z.object({ day: Day.nullable(), size: z.int() })).max(MAX_EARLIER_CHECKPOINTS),
  entries: z.array(PendingEntry.extend({ position: Position })).max(MAX_PROOF_ENTRIES),
})
export type FundProofPlan = z.infer<typeof FundProofPlan>

export const fundProofApi = {
  proof: queryRoute({
    action: 'repair-fund.proof',
    path: '/api/units/:id/fund/proof',
    input: {
      id: Id,
      /** Leaves of a checkpoint that the owner kept: the proof then shows that the log still begins with them. */
      since: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    },
    output: FundProofPlan,
    summary: 'Proof (a JSON file) that every entry of a unit account is in the log under a signed checkpoint',
  }),
}
