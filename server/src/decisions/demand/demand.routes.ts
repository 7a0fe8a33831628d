/** Serves demands for an extraordinary meeting. */

import { type DemandCommand, demandApi, demandErrors, OWNING } from '@changxin/shared/decisions'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { compoundOfUnit, subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { ROLL_READS, rollOn, ruleInForce } from '../participation/participation.reads.ts'
import { votingRuleFor } from '../rules/rules.facts.ts'
import { Demands } from './demand.aggregates.ts'
import { demandNow, listDemands, viewDemand } from './demand.queries.ts'

const READS = ['decisions_demand_demand', 'decisions_demand_join', ...ROLL_READS]

const list = serveQuery(demandApi.list, {
  reads: READS,
  sameForScope: true,
  subject: () => ({}),
  run: (context, input) => listDemands(context, input),
})
const demand = serveQuery(demandApi.demand, {
  reads: READS,
  subject: ({ id }, read) => demandNow(read, id),
  run: (context, { id }) => viewDemand(context, id),
})

/** A right that was checked may be that to rent: what the owners demand is theirs alone. */
function requireOwner({ principal }: CommandContext, unitId: string): void {
  const held = (principal?.homes ?? []).filter((home) => home.unitId === unitId)
  if (held.length > 0 && !held.some(({ relation, checked }) => checked && OWNING.includes(relation)))
    throw demandErrors.reject('demand-owner-unchecked', { field: 'unitId' })
}

const open = serveCommand(demandApi.open, {
  subject({ params: { id }, body: { unitId } }, read) {
    const subject = subjectOfCompound(read, id)
    // The unit lets its owner in only where it stands.
    return subject && unitId !== null && compoundOfUnit(read, unitId) === id ? { ...subject, unitId } : subject
  },
  async handle(context, { params: { id: compoundId }, body: { title, reason, unitId } }) {
    if (unitId !== null) requireOwner(context, unitId)
    const { today } = context
    const demandId = context.newId()
    const callWithin = (await ruleInForce(context, compoundId, today)).settings.callWithinDays
    const voting = await votingRuleFor(context.store, compoundId, today)
    if (!voting) throw new Error('a log begins with a voting rule')
    const percent = voting.lengths.demandPercent
    const command = { type: 'OpenDemand' as const, demandId, compoundId, title, reason, percent, callWithin, today }
    return answerOf(demandId, await context.execute(Demands, demandId, { command }))
  },
})

/** Of the demand, and of the unit that joins. */
const ofUnit = ({ params, body }: { params: { id: string }; body: { unitId: string } }, read: Read) => {
  const subject = demandNow(read, params.id)
  return subject && { ...subject, unitId: body.unitId }
}
const ofDemand = ({ params }: { params: { id: string } }, read: Read) => demandNow(read, params.id)

async function onRoll(context: CommandContext, demandId: string, command: DemandCommand) {
  const executed = await context.execute(Demands, demandId, {
    command,
    async facts() {
      await caughtUp(context)
      const roll = context.views.peek((read) => {
        const known = demandNow(read, demandId)
        return known ? rollOn(read, known.compoundId, context.today) : []
      })
      return { roll }
    },
  })
  return answerOf(demandId, executed)
}

const join = serveCommand(demandApi.join, {
  subject: ofUnit,
  handle: (context, { params: { id }, body: { unitId } }) =>
    onRoll(context, id, { type: 'JoinDemand', unitId, personId: context.actor, today: context.today }),
})
const sign = serveCommand(demandApi.sign, {
  subject: ofDemand,
  async handle(context, { params: { id }, body }) {
    await requireFilesOf(context, body.files)
    return onRoll(context, id, { type: 'SignDemand', ...body, today: context.today })
  },
})
const count = serveCommand(demandApi.count, {
  subject: ofDemand,
  handle: (context, { params: { id } }) => onRoll(context, id, { type: 'CountDemand', today: context.today }),
})
const leave = serveCommand(demandApi.leave, {
  subject: ofUnit,
  async handle(context, { params: { id }, body: { unitId } }) {
    requireOwner(context, unitId)
    const command = { type: 'LeaveDemand' as const, unitId, today: context.today }
    return answerOf(id, await context.execute(Demands, id, { command }))
  },
})
const close = serveCommand(demandApi.close, {
  subject: ofDemand,
  async handle(context, { params: { id }, body: { reason } }) {
    const command = { type: 'CloseDemand' as const, reason, today: context.today }
    return answerOf(id, await context.execute(Demands, id, { command }))
  },
})

export const demandServed: readonly Served[] = [list, demand, open, join, leave, sign, count, close]
