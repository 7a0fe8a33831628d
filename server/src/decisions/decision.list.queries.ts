/** Lists of decisions: those one may see, and those one votes on. */
import {
  type DecisionCore,
  type DecisionRow,
  type DecisionScope,
  type decisionsApi,
  type Head,
  isLate,
  type Moment,
  type MyDecision,
  type MyHead,
  screenRefusal,
} from '@changxin/shared/decisions'
import { startOf } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { newestDay } from '../clock/index.ts'
import type { QueryContext } from '../feature.ts'
import { compoundName, placeLabel, unitLabel } from '../places/index.ts'
import { CURRENT } from '../views/intervals.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { coreOf } from './decision.rows.ts'
import { sentenceFor } from './decision.sentence.ts'

/** Of one person; there are never so many at once. */
const MAX_MINE = 100
const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'd.sort', type: 'text' }] }
const FROM = `decisions_core_decision d JOIN decisions_core_tally t ON t.decision_id = d.decision_id`
const SELECT = 'd.state, d.sample, t.heads, t.returned'
const RUNNING = "'proposed', 'announced', 'open', 'closed', 'counted'"
const VIEWS: Readonly<Record<'running' | 'done' | 'annulled', string>> = {
  running: `d.status IN (${RUNNING})`,
  done: "d.status = 'published'",
  annulled: "d.status = 'annulled'",
}

interface ListedRow {
  readonly state: string
  readonly sample: number
  readonly heads: number
  readonly returned: number
}

export function scopeLabelOf(read: Read, compoundId: string, scope: DecisionScope): string {
  switch (scope.kind) {
    case 'compound':
      return compoundName(read, compoundId)
    case 'building':
      return placeLabel(read, 'building', scope.buildingId)
    case 'entrance':
      return placeLabel(read, 'entrance', scope.entranceId)
    case 'units':
      return scope.unitIds.map((unitId) => unitLabel(read, unitId)).join('、')
  }
}

function rowOf(read: Read, { state, sample, heads, returned }: ListedRow): DecisionRow {
  const core = JSON.parse(state) as DecisionCore
  const { decisionId, compoundId, title, status, form, scope, proposedOn, calendar, counted } = core
  return {
    id: decisionId,
    compoundId,
    compoundName: compoundName(read, compoundId),
    title,
    status,
    form,
    scope,
    scopeLabel: scopeLabelOf(read, compoundId, scope),
    items: core.items.length,
    proposedOn,
    opensOn: calendar?.opensOn ?? null,
    closesOn: calendar?.closesOn ?? null,
    heads,
    returned,
    passedItems: counted ? counted.items.filter((item) => item.passed && item.chosen).length : null,
    resultOverdue: core.resultOverdue || isLate(core),
    sample: sample === 1,
  }
}

export function listDecisions(context: QueryContext, input: z.output<(typeof decisionsApi.list)['input']>) {
  const { read, at, scope } = context
  const literal = (sql: string): Condition => ({ sql, params: [] })
  const where = allOf(
    literal(at.where('d')),
    literal(at.where('t')),
    scope.where('d.compound_id'),
    input.compoundId ? { sql: 'd.compound_id = ?', params: [input.compoundId] } : undefined,
    input.view === 'all' ? undefined : literal(VIEWS[input.view]),
  )
  const { limit, cursor } = input
  const page = keysetPage<ListedRow>(read, { select: SELECT, from: FROM, where, order: NEWEST_FIRST, limit, cursor })
  return { items: page.rows.map((row) => rowOf(read, row)), ...(page.next ? { next: page.next } : {}) }
}

/** The newest day of the log, at its beginning: everything is decided by whole days. */
export function momentOf(read: Read, { proposedOn }: Pick<DecisionCore, 'proposedOn'>): Moment {
  const today = newestDay(read) ?? proposedOn
  return { today, at: startOf(today) }
}

interface MineRow {
  readonly voter_id: string
  readonly proxy_id: string
  readonly ballots: number
  readonly state: string
}

/** The person's own heads and those of authorisations, in the order of the roll. */
export function myHeadsOf({ read, principal, language }: QueryContext, core: DecisionCore): MyHead[] {
  if (!principal) return []
  const { personId } = principal
  const moment = momentOf(read, core)
  return read
    .all<MineRow>(
      `SELECT p.voter_id, p.proxy_id, h.ballots, h.state FROM decisions_core_person p
       JOIN decisions_core_head h ON h.decision_id = p.decision_id AND h.voter_id = p.voter_id
       WHERE p.person_id = ? AND p.decision_id = ? ORDER BY h.ordinal, p.proxy_id`,
      personId,
      core.decisionId,
    )
    .map((row) => {
      const head = JSON.parse(row.state) as Head
      const proxyId = row.proxy_id === '' ? null : row.proxy_id
      const state = { core, heads: new Map([[head.voterId, head]]), ballots: new Map() }
      const refusal = screenRefusal(state, { voterId: head.voterId, personId, proxyId }, moment)
      return {
        voterId: head.voterId,
        as: proxyId === null ? ('owner' as const) : ('proxy' as const),
        proxyId,
        units: head.units.map(({ unitId, floorArea }) => ({ unitId, label: unitLabel(read, unitId), floorArea })),
        standing: standingOf(head),
        delivered: head.delivery !== null,
        hasCode: head.delivery?.codeHash != null,
        returned: row.ballots > 0,
        screenReason: refusal && sentenceFor(refusal, language),
        screenCode: refusal?.code ?? null,
      }
    })
}

/** A head is as little checked as the least of its units. */
export const standingOf = ({ units }: Pick<Head, 'units'>) =>
  units.find(({ standing }) => standing !== 'checked')?.standing ?? 'checked'

export function decisionsOf(context: QueryContext): MyDecision[] {
  const { read, principal } = context
  if (!principal) return []
  const rows = read.all<ListedRow & { decision_id: string }>(
    `SELECT DISTINCT d.decision_id, d.sort, d.status, ${SELECT} FROM decisions_core_person p
     JOIN decisions_core_decision d ON d.decision_id = p.decision_id AND d.to_position = '${CURRENT}'
     JOIN decisions_core_tally t ON t.decision_id = p.decision_id AND t.to_position = '${CURRENT}'
     WHERE p.person_id = ? ORDER BY d.status IN (${RUNNING}) DESC, d.status = 'open' DESC, d.sort DESC LIMIT ?`,
    principal.personId,
    MAX_MINE,
  )
  return rows.map((row) => {
    const core = coreOf(read, row.decision_id)
    return { ...rowOf(read, row), myHeads: core ? myHeadsOf(context, core) : [] }
  })
}
