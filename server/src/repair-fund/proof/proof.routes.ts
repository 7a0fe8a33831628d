/** Serves the proof of a unit's account as a file. */
import { type FundProofPlan, fundProofApi } from '@changxin/shared/repair-fund'
import { type AnswerFile, type FeatureDeps, type Served, serveQuery } from '../../feature.ts'
import { createKeptTree, keptTreeFileOf } from '../../ledger/index.ts'
import { checkpointPublicKeys, openCheckpointKeys } from '../../log/index.ts'
import { subjectOfUnit } from '../../places/index.ts'
import { makeFundProof } from './make-proof.ts'
import { fundProofPlan } from './proof.queries.ts'

export function fundProofServed({ config: { DATA_DIR, KEYS_DIR }, log }: FeatureDeps): readonly Served[] {
  const tree = createKeptTree({ log, file: keptTreeFileOf(DATA_DIR) })
  // On one line without spaces: there is no byte in it that does not matter.
  const fileOf = async (plan: FundProofPlan): Promise<AnswerFile> => {
    const keys = { keys: openCheckpointKeys(KEYS_DIR), publicKeyPems: checkpointPublicKeys(KEYS_DIR) }
    const proof = await tree.at(plan.checkpoint, (at) => makeFundProof(plan, at, keys))
    const name = `维修资金证明-${plan.unit.label}-${plan.checkpoint.day}.json`
    return { name, type: 'application/json', bytes: Buffer.from(JSON.stringify(proof)) }
  }
  const proof = serveQuery(fundProofApi.proof, {
    reads: ['repair_fund_entry', 'repair_fund_account', 'places_unit', 'ledger_checkpoint'],
    concerns: ({ id }) => ({ unitId: id }),
    sameForScope: true,
    subject: ({ id }, read) => subjectOfUnit(read, id),
    run: ({ read }, { id, since }) => fundProofPlan(read, id, since),
    file: fileOf,
  })
  return [proof]
}
