/** Who may do what in ledger. */
import type { AccessRows } from '../rules.ts'

export const ledgerRows: AccessRows = {
  'ledger.checkpoints': ['signed-in'],
  'ledger.checkpoint-keys': ['signed-in'],
}
