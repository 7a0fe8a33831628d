/** A change of manager under way: the company of the demo account leaves one compound, and its notice is running. */
import { addDays } from '@changxin/shared/kernel'
import { defaultTransitionRules } from '@changxin/shared/management'
import { msOf } from './calendar.ts'
import { Managements } from './streams.ts'
import { deskOf, type LivingCompound, type World } from './world.ts'

/** Days before the anchor. */
const OPENED_BEFORE = 34
const DECIDED_BEFORE = 25
const NOTICE_BEFORE = 21

export function planTransition(world: World): void {
  const { county, agenda } = world
  const openedOn = addDays(county.anchor, -OPENED_BEFORE)
  agenda.add(msOf(openedOn, 10), () => {
    // Not the compound of the demo account itself: nobody should find their own page in the middle of a move.
    const [, leaving] = world.compounds.filter(
      ({ current, modes, plan }) =>
        current?.mode === 'property-company' && current === modes.at(-1) && plan.acceptedOn !== null,
    )
    const centre = county.operators.find(({ kind }) => kind === 'service-centre')
    if (leaving && centre) begin(world, leaving, centre.id)
  })
}

function begin(world: World, { plan, current }: LivingCompound, centreId: string): void {
  const { county, agenda, journal, ids } = world
  const compoundId = plan.id
  const clerk = deskOf(world, { plan, current: null } as LivingCompound).deskId
  const target = { mode: 'service-centre' as const, operatorId: centreId }
  const facts = { operator: { kind: 'service-centre' as const }, rules: defaultTransitionRules }
  const [openedOn, decidedOn, givenOn] = [OPENED_BEFORE, DECIDED_BEFORE, NOTICE_BEFORE].map((days) =>
    addDays(county.anchor, -days),
  ) as [string, string, string]
  const plannedOn = addDays(givenOn, 60)
  const open = {
    type: 'OpenTransition' as const,
    compoundId,
    transitionId: ids.of('transition', compoundId, openedOn),
    reason: 'owners-dismiss' as const,
    text: '业主代表反映保洁、维修长期不到位',
    files: [],
    proposal: { ...target, plannedOn },
    today: openedOn,
  }
  if (!current) return
  journal.tell(Managements, compoundId, open, { by: clerk }, facts)
  agenda.add(msOf(decidedOn, 16), () => {
    const ground = { kind: 'decision' as const, text: '业主大会书面表决，票据存社区', file: null }
    const decide = {
      type: 'DecideTransition' as const,
      compoundId,
      ...target,
      ground,
      decidedOn,
      until: null,
      today: decidedOn,
    }
    journal.tell(Managements, compoundId, decide, { by: clerk }, facts)
  })
  agenda.add(msOf(givenOn, 11), () => {
    const notice = {
      type: 'GiveNotice' as const,
      compoundId,
      kind: 'dismissal' as const,
      givenOn,
      days: null,
      text: null,
      files: [],
      today: givenOn,
    }
    journal.tell(Managements, compoundId, notice, { by: clerk }, facts)
  })
}
