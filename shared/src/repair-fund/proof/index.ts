/** The proof of a unit's account: made by the server, checked by the owner without it. */
export { type FundProofPlan, fundProofApi } from './api.ts'
export {
  type CheckedEntry,
  type CheckedProof,
  type Checker,
  checkFundProof,
  type IsSigned,
  type ProofProblem,
  type ProofProblemCode,
} from './check.ts'
export { checkCodeOf, grouped, isCodeOf } from './check-code.ts'
export { fundProofErrors, rejectProof } from './errors.ts'
export {
  type EarlierRoot,
  FUND_PROOF_FORMAT,
  FundProof,
  type FundProofBody,
  MAX_PROOF_ENTRIES,
  type PendingEntry,
  type ProofEntry,
  type ProofEvent,
  type ProofRow,
  signedProofText,
} from './proof.ts'
