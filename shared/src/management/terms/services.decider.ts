/** The service list of a centre, in dated versions. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import type { Mode } from '../events.ts'
import { reject } from './errors.ts'
import { sameContent } from './parts.ts'
import { type ServicesEvent, ServicesRecorded } from './services.events.ts'

type Content = ServicesEvent['data']
export type ServicesCommand = { readonly type: 'RecordServices' } & Content

/** What was not read counts as not there. */
export interface ServicesFacts {
  readonly operator?: { readonly kind: Mode } | null
  readonly knownPersonIds?: ReadonlySet<string>
}
/** In the order of recording. */
export type ServicesHistory = readonly Content[]

export const servicesDecider: Decider<ServicesCommand, ServicesEvent, ServicesHistory, ServicesFacts | undefined> = {
  initial: [],
  evolve(state, event) {
    switch (event.type) {
      case 'ServicesRecorded':
        return [...state, event.data]
      default:
        return unreachable(event.type)
    }
  },
  decide({ type: _, ...content }, state, facts) {
    if (sameContent(state.at(-1), content)) return []
    if (facts?.operator?.kind !== 'service-centre') throw reject('services-need-centre')
    const ids = content.staff.map(({ personId }) => personId)
    for (const [index, personId] of ids.entries()) {
      const field = `staff[${index}].personId`
      if (ids.indexOf(personId) !== index) throw reject('staff-twice', { field })
      if (!facts.knownPersonIds?.has(personId)) throw reject('staff-unknown', { field })
    }
    return [ServicesRecorded(content)]
  },
}

/** Tenths, rounded half up; null without staff. Integers only: 34 buildings for 5 people are 68 tenths. */
export function buildingsPerPersonTenths(buildings: number, staff: number): number | null {
  return staff === 0 ? null : Math.floor((buildings * 20 + staff) / (staff * 2))
}
