/** Who may vote: the roll, what was delivered to each head, and the receipts of one's own. */
import {
  type DeliveriesView,
  type DeliveryRow,
  electorateOf,
  type Head,
  type ReceiptsView,
  type RollView,
  rollUnitsOf,
} from '@changxin/shared/decisions'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { nameOf } from '../people/index.ts'
import { unitLabel } from '../places/index.ts'
import type { Read } from '../views/views.ts'
import { standingOf } from './decision.list.queries.ts'
import { ballotsIn, coreOf, headsIn, tallyIn } from './decision.rows.ts'
import { subjectOfCounters } from './decision.subject.ts'

/** Owners in scope see doors and floor areas; who delivers, and who counts, sees whose they are. */
export function viewRoll(context: QueryContext, decisionId: string): z.output<typeof RollView> | null {
  const { read, principal, may } = context
  const core = coreOf(read, decisionId)
  const subject = subjectOfCounters(read, decisionId)
  if (!core || !subject) return null
  const roll = rollUnitsOf(headsIn(read, decisionId))
  const named = may('decisions.deliveries', subject)
  const names = new Map<string, string>()
  const shown = (personId: string) => {
    const known = names.get(personId) ?? nameOf(read, personId)
    names.set(personId, known)
    return known
  }
  return {
    on: core.proposedOn,
    ...electorateOf(roll),
    unitsWithoutFloorArea: { ...electorateOf(roll).unitsWithoutFloorArea },
    items: roll.map(({ ownerIds, ...unit }) => ({
      ...unit,
      label: unitLabel(read, unit.unitId),
      owners: ownerIds.length,
      mine: principal !== null && ownerIds.includes(principal.personId),
      ownerNames: named ? ownerIds.map(shown) : null,
    })),
  }
}

interface DeliveredRow {
  readonly ballots: number
  readonly delivered_by: string | null
  readonly delivered_at: string | null
  readonly state: string
}

function deliveryOf(read: Read, row: DeliveredRow): DeliveryRow {
  const head = JSON.parse(row.state) as Head
  const { delivery, undeliverable } = head
  const ownerIds = head.units[0]?.ownerIds ?? []
  return {
    voterId: head.voterId,
    units: head.units.map(({ unitId }) => ({ unitId, label: unitLabel(read, unitId) })),
    floorArea: head.units.reduce((sum, { floorArea }) => sum + (floorArea ?? 0), 0),
    standing: standingOf(head),
    owners: ownerIds.map((personId) => ({ personId, name: nameOf(read, personId) })),
    state: delivery ? 'delivered' : undeliverable ? 'undeliverable' : 'open',
    how: delivery?.how ?? null,
    deliveredTo: delivery?.toPersonId ? nameOf(read, delivery.toPersonId) : null,
    deliveredBy: row.delivered_by && nameOf(read, row.delivered_by),
    deliveredAt: row.delivered_at,
    hasCode: delivery?.codeHash != null,
    check: delivery?.check ?? null,
    reason: delivery ? null : (undeliverable?.reason ?? null),
    proxies: head.proxies.map(({ proxyId, personId }) => ({ proxyId, personId, name: nameOf(read, personId) })),
    returned: row.ballots > 0,
  }
}

export function viewDeliveries({ read }: QueryContext, decisionId: string): z.output<typeof DeliveriesView> {
  const rows = read.all<DeliveredRow>(
    'SELECT * FROM decisions_core_head WHERE decision_id = ? ORDER BY ordinal',
    decisionId,
  )
  return { tally: tallyIn(read, decisionId).tally, items: rows.map((row) => deliveryOf(read, row)) }
}

/** Of the heads that the person votes for, own or by authorisation. */
export function viewReceipts({ read, principal }: QueryContext, decisionId: string): z.output<typeof ReceiptsView> {
  if (!principal) return { items: [] }
  const core = coreOf(read, decisionId)
  const mine = new Set(
    read
      .all<{ voter_id: string }>(
        'SELECT DISTINCT voter_id FROM decisions_core_person WHERE person_id = ? AND decision_id = ?',
        principal.personId,
        decisionId,
      )
      .map((row) => row.voter_id),
  )
  const ballots = [...ballotsIn(read, decisionId).values()].filter(({ voterId }) => mine.has(voterId))
  const last = new Map(ballots.map(({ voterId, ballotId }) => [voterId, ballotId]))
  const voids = core?.counted ? new Set(core.counted.voidBallotIds) : null
  return {
    items: ballots.map((ballot) => ({
      ballotId: ballot.ballotId,
      receiptNumber: ballot.receiptNumber,
      voterId: ballot.voterId,
      label: unitLabel(read, ballot.voterId),
      kind: ballot.kind,
      at: ballot.kind === 'screen' ? ballot.castAt : ballot.receivedAt,
      last: last.get(ballot.voterId) === ballot.ballotId,
      void: voids && voids.has(ballot.ballotId),
    })),
  }
}
