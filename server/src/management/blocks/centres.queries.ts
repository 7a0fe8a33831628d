/** Community service centres: what each looks after, with how many people, for what subsidy. */
import { buildingsPerPersonTenths, type CentreRow, type ServicesTerms, versionOn } from '@changxin/shared/management'
import type { Scope } from '../../access/scope.ts'
import { NOW } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'
import { versionsOf } from '../terms/terms.reads.ts'
import { holdingsOf, holdingTables, today } from './holdings.ts'

/** The tables behind it, for live queries. */
export const centreTables = [...holdingTables, 'management_operator', 'management_terms_version'] as const

/** Those that manage a compound one may see, and those that manage none. */
export function listCentres(read: Read, scope: Scope): { items: CentreRow[] } {
  const { sql, params } = scope.where('m.compound_id')
  const centres = read.all<{ operator_id: string; name: string; sample: number }>(
    `SELECT o.operator_id, o.name, o.sample FROM management_operator o WHERE o.kind = 'service-centre'
       AND (EXISTS (SELECT 1 FROM management_current m WHERE m.operator_id = o.operator_id AND ${sql})
         OR NOT EXISTS (SELECT 1 FROM management_current held WHERE held.operator_id = o.operator_id))
     ORDER BY o.sort_name, o.operator_id`,
    ...params,
  )
  const day = today(read)
  return {
    items: centres.map(({ operator_id: id, name, sample }) => {
      const terms = versionOn(versionsOf<ServicesTerms>(read, NOW, 'services', id), day)?.content
      const staff = terms?.staff.length ?? null
      const holdings = holdingsOf(read, id)
      return {
        id,
        name,
        ...holdings,
        staff,
        buildingsPerPersonTenths: staff === null ? null : buildingsPerPersonTenths(holdings.buildings, staff),
        feeFenPerHousehold: terms?.feeFenPerHousehold ?? null,
        subsidy: terms?.subsidy ?? null,
        sample: sample === 1,
      }
    }),
  }
}
