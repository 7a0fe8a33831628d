/**
 * The one access table: every command, query and live query, and who may use it. Deny by default: an action without a
 * row is refused, and a test fails on it. `npm run access` prints it as a matrix.
 *
 * `role@within`: the role, in a scope that covers the subject. `role@any`: holding the role anywhere (lists are then cut
 * to the scopes). `resident@home-compound | home-unit | checked-unit`: by relation to a unit, for what began since it did;
 * `checked-unit` needs a checked owner; `resident@common-area`: in the compound, and the matter is inside nobody's unit. `person@self`: whoever
 * the matter is about; of these `person@reporter` wants it done, `person@assignee` does it: nobody confirms their own
 * work, and nobody takes a neighbour's job. `person@helper` comes along, `person@follower` waits for it too.
 * `manager@community`: granted for the whole community, as the service centre's is; not the operator's own.
 * `link@job`, `link@turn`: whoever came by a one-purpose link for the one thing that it is about, and for nothing else.
 * `manager@any-community`: such a grant anywhere (lists are then cut to it).
 */

import { decisionsRows } from './rows/decisions.ts'
import { facilitiesRows } from './rows/facilities.ts'
import { filesRows } from './rows/files.ts'
import { ledgerRows } from './rows/ledger.ts'
import { maintenanceRows } from './rows/maintenance.ts'
import { managementRows } from './rows/management.ts'
import { oversightRows } from './rows/oversight.ts'
import { participationRows } from './rows/participation.ts'
import { peopleRows } from './rows/people.ts'
import { placesRows } from './rows/places.ts'
import { renovationRows } from './rows/renovation.ts'
import { repairFundRows } from './rows/repair-fund.ts'
import type { AccessRows } from './rules.ts'

export type { AccessRule } from './rules.ts'

export const accessTable: AccessRows = {
  ...peopleRows,
  ...placesRows,
  ...renovationRows,
  ...managementRows,
  ...maintenanceRows,
  ...participationRows,
  ...repairFundRows,
  ...decisionsRows,
  ...facilitiesRows,
  ...oversightRows,
  ...ledgerRows,
  ...filesRows,
}
