/** Reads of consultations: where each stands, with the counts of every step. */
import {
  type ConsultationDetail,
  type ConsultationRow,
  type consultationApi,
  type KnownConsultation,
  type OpinionRow,
  possibleForConsultation,
  type Stance,
} from '@changxin/shared/decisions'
import type { z } from 'zod'
import type { QueryContext } from '../../feature.ts'
import { compoundName, unitLabel } from '../../places/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { householdsOf, isHousehold } from '../participation/participation.reads.ts'

const FROM = 'decisions_consultation_consultation c'
const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'c.sort', type: 'text' }] }
const LAST_FIRST: KeysetOrder = { name: 'last', descending: true, keys: [{ sql: 'o.position', type: 'text' }] }

/** What is possible at a step, as actions. */
const ACTION = {
  GiveOpinion: 'decisions.give-opinion',
  RecordOutreach: 'decisions.record-outreach',
  CountPapers: 'decisions.count-papers',
  SumUp: 'decisions.sum-up',
  Review: 'decisions.record-review',
  PostFinal: 'decisions.post-final',
  Finish: 'decisions.finish-consultation',
} as const

type Counts = Record<Stance, number>

function byHouseholds({ read, at }: QueryContext, consultationId: string): Counts {
  const counts: Counts = { agree: 0, change: 0, against: 0 }
  const sql = `SELECT stance, count(*) AS n FROM decisions_consultation_stance s
    WHERE consultation_id = ? AND ${at.where('s')} GROUP BY stance`
  for (const { stance, n } of read.all<{ stance: Stance; n: number }>(sql, consultationId)) counts[stance] = n
  return counts
}

const sum = (one: Readonly<Counts>, other: Readonly<Counts>): Counts => ({
  agree: one.agree + other.agree,
  change: one.change + other.change,
  against: one.against + other.against,
})

function toRow(context: QueryContext, state: KnownConsultation): ConsultationRow {
  const { consultationId, compoundId, title, step, sentOn, opinionsUntil, summed, posted, onPaper } = state
  return {
    id: consultationId,
    compoundId,
    compoundName: compoundName(context.read, compoundId),
    ...{ title, step, sentOn, opinionsUntil },
    postedUntil: posted?.until ?? null,
    counts: summed?.counts ?? sum(byHouseholds(context, consultationId), onPaper),
    households: summed?.households ?? householdsOf(context.read, compoundId),
  }
}

export function listConsultations(context: QueryContext, input: z.output<(typeof consultationApi.list)['input']>) {
  const { read, at } = context
  const { rows, next } = keysetPage<{ state: string }>(read, {
    select: 'c.state',
    from: FROM,
    where: allOf({ sql: at.where('c'), params: [] }, { sql: 'c.compound_id = ?', params: [input.id] }),
    order: NEWEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  const items = rows.map(({ state }) => toRow(context, JSON.parse(state) as KnownConsultation))
  return { items, ...(next ? { next } : {}) }
}

function mineOf({ read, scope }: QueryContext, { consultationId, compoundId }: KnownConsultation) {
  return scope.homes
    .filter(({ unitId }) => isHousehold(read, compoundId, unitId))
    .map(({ unitId }) => {
      const said = read.get<{ stance: Stance; text: string | null }>(
        `SELECT stance, text FROM decisions_consultation_stance
         WHERE consultation_id = ? AND unit_id = ? AND to_position = '${CURRENT}'`,
        consultationId,
        unitId,
      )
      return { unitId, label: unitLabel(read, unitId), stance: said?.stance ?? null, text: said?.text ?? null }
    })
}

export function viewConsultation(context: QueryContext, consultationId: string): ConsultationDetail | null {
  const { read, at, may } = context
  const row = read.get<{ state: string }>(
    `SELECT c.state FROM ${FROM} WHERE c.consultation_id = ? AND ${at.where('c')}`,
    consultationId,
  )
  if (!row) return null
  const state = JSON.parse(row.state) as KnownConsultation
  const { compoundId, text, files, postingDays, outreach, onPaper, summed, reviews, posted, finished } = state
  return {
    ...toRow(context, state),
    ...{ text, postingDays, onPaper, summed, posted, finished },
    files: [...files],
    outreach: outreach.map((one) => ({ ...one, files: [...one.files] })),
    reviews: [...reviews],
    byHouseholds: byHouseholds(context, consultationId),
    mine: mineOf(context, state),
    possible:
      at.before === undefined
        ? possibleForConsultation(state)
            .map((type) => ACTION[type])
            .filter((action) => may(action, { compoundId }))
        : [],
  }
}

export function consultationNow(read: Read, consultationId: string): { readonly compoundId: string } | null {
  const row = read.get<{ compound_id: string }>(
    `SELECT compound_id FROM decisions_consultation_consultation WHERE consultation_id = ? AND to_position = '${CURRENT}'`,
    consultationId,
  )
  return row ? { compoundId: row.compound_id } : null
}

interface OpinionStored {
  readonly opinion_id: string
  readonly unit_id: string
  readonly stance: Stance
  readonly text: string | null
  readonly means: OpinionRow['means']
  readonly counts: string | null
  readonly given_at: string
}

export function listOpinions({ read }: QueryContext, input: z.output<(typeof consultationApi.opinions)['input']>) {
  const { rows, next } = keysetPage<OpinionStored>(read, {
    select: 'o.*',
    from: 'decisions_consultation_opinion o',
    where: { sql: 'o.consultation_id = ?', params: [input.id] },
    order: LAST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  const items = rows.map(
    (row): OpinionRow => ({
      id: row.opinion_id,
      stance: row.stance,
      text: row.text,
      means: row.means,
      counts: row.counts === null ? null : (JSON.parse(row.counts) as Counts),
      givenAt: row.given_at,
      unitLabel: row.unit_id === '' ? null : unitLabel(read, row.unit_id),
    }),
  )
  return { items, ...(next ? { next } : {}) }
}
