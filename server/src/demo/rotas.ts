/** Residents take turns where they manage themselves: the night patrol of the compound of the demo's committee. */
import { addDays, instantOf } from '@changxin/shared/kernel'
import { msOf } from './calendar.ts'
import { Rotas } from './streams.ts'
import type { World } from './world.ts'

export function planRota(world: World): void {
  const { county, agenda, journal, ids } = world
  const committee = county.staff.people.find(({ login }) => login === 'committee')
  const compoundId = committee?.grants.find(({ role }) => role === 'committee')?.scope.id
  if (!committee || compoundId === undefined) return
  const neighbours = (county.staff.residentsOf.get(compoundId) ?? []).map(({ personId }) => personId)
  const personIds = [committee.id, ...neighbours]
  // The evening before: from the next day on the server's own timer reminds and counts.
  const atMs = msOf(addDays(county.anchor, -1), 19)
  agenda.add(atMs, () => {
    const open = {
      type: 'OpenRota' as const,
      rotaId: ids.of('rota', compoundId),
      owner: { kind: 'compound' as const, id: compoundId },
      purpose: 'night-patrol' as const,
      staff: 'volunteer' as const,
      title: '夜间巡逻',
      pattern: {
        kind: 'rotating' as const,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        shifts: [{ from: '20:00', until: '22:00' }],
      },
      personIds,
      since: county.anchor,
      graceMinutes: 30,
      at: instantOf(atMs),
    }
    journal.tell(Rotas, open.rotaId, open, { by: committee.id }, { ownerKnown: true, mayServe: personIds })
  })
}
