/** Reads of surveys. Every figure comes with how many households answered, and of how many. */
import {
  type KnownSurvey,
  type SurveyAnswers,
  type SurveyDetail,
  type SurveyRow,
  type SurveyWish,
  type surveyApi,
  surveyPhase,
} from '@changxin/shared/decisions'
import type { z } from 'zod'
import type { QueryContext } from '../../feature.ts'
import { compoundName, unitLabel } from '../../places/index.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { dayShown, HOUSEHOLDS_FROM, householdsOf, isHousehold } from '../participation/participation.reads.ts'

const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 's.sort', type: 'text' }] }
const BY_DOOR: KeysetOrder = {
  name: 'door',
  keys: [
    { sql: 'u.sort_key', type: 'text' },
    { sql: 'u.unit_id', type: 'text' },
  ],
}
interface Stored {
  readonly state: string
  readonly answered: number
}

function toRow(context: QueryContext, { state, answered }: Stored): SurveyRow {
  const { surveyId, compoundId, title, opensOn, closesOn } = JSON.parse(state) as KnownSurvey
  return {
    id: surveyId,
    compoundId,
    compoundName: compoundName(context.read, compoundId),
    ...{ title, opensOn, closesOn },
    phase: surveyPhase({ opensOn, closesOn }, dayShown(context)),
    coverage: { households: householdsOf(context.read, compoundId), answered },
  }
}

export function listSurveys(context: QueryContext, input: z.output<(typeof surveyApi.list)['input']>) {
  const { rows, next } = keysetPage<Stored>(context.read, {
    select: 's.state, s.answered',
    from: 'decisions_survey_survey s',
    where: { sql: 's.compound_id = ?', params: [input.id] },
    order: NEWEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  return { items: rows.map((row) => toRow(context, row)), ...(next ? { next } : {}) }
}

function stored(read: Read, surveyId: string): Stored | undefined {
  return read.get<Stored>('SELECT state, answered FROM decisions_survey_survey WHERE survey_id = ?', surveyId)
}

export function surveyNow(read: Read, surveyId: string): { readonly compoundId: string } | null {
  const sql = 'SELECT compound_id FROM decisions_survey_survey WHERE survey_id = ?'
  const row = read.get<{ compound_id: string }>(sql, surveyId)
  return row ? { compoundId: row.compound_id } : null
}

type Counts = Record<SurveyWish, number>
function countsOf(read: Read, surveyId: string): ReadonlyMap<string, Counts> {
  const found = new Map<string, Counts>()
  const sql = 'SELECT item_id, wish, n FROM decisions_survey_count WHERE survey_id = ?'
  for (const { item_id: itemId, wish, n } of read.all<{ item_id: string; wish: SurveyWish; n: number }>(
    sql,
    surveyId,
  )) {
    const counts = found.get(itemId) ?? { want: 0, 'will-pay': 0, object: 0 }
    counts[wish] = n
    found.set(itemId, counts)
  }
  return found
}
const NONE: Counts = { want: 0, 'will-pay': 0, object: 0 }

function answersOf(read: Read, surveyId: string, unitId: string): SurveyAnswers | null {
  const sql = 'SELECT answers FROM decisions_survey_answer WHERE survey_id = ? AND unit_id = ?'
  const row = read.get<{ answers: string }>(sql, surveyId, unitId)
  return row ? (JSON.parse(row.answers) as SurveyAnswers) : null
}

const STEPS = ['decisions.survey-missing', 'decisions.export-survey', 'decisions.close-survey']

export function viewSurvey(context: QueryContext, surveyId: string): SurveyDetail | null {
  const { read, scope, may } = context
  const kept = stored(read, surveyId)
  if (!kept) return null
  const survey = JSON.parse(kept.state) as KnownSurvey
  const { compoundId } = survey
  const counts = countsOf(read, surveyId)
  const byMeans = { screen: 0, door: 0, phone: 0, paper: 0 }
  const sql = 'SELECT means, count(*) AS n FROM decisions_survey_answer WHERE survey_id = ? GROUP BY means'
  for (const { means, n } of read.all<{ means: keyof typeof byMeans; n: number }>(sql, surveyId)) byMeans[means] = n
  const row = toRow(context, kept)
  const atDoor = may('decisions.answer-survey', { compoundId })
  const possible = STEPS.filter((action) => may(action, { compoundId })).filter(
    (action) => action !== 'decisions.close-survey' || row.phase === 'open',
  )
  return {
    ...row,
    closedReason: survey.closedReason,
    items: survey.items.map((item) => ({ ...item, counts: counts.get(item.itemId) ?? NONE })),
    byMeans,
    mine: scope.homes
      .filter(({ unitId }) => isHousehold(read, compoundId, unitId))
      .map(({ unitId }) => ({ unitId, label: unitLabel(read, unitId), answers: answersOf(read, surveyId, unitId) })),
    possible: [...(atDoor && row.phase === 'open' ? ['decisions.answer-survey'] : []), ...possible],
  }
}

const NOT_ANSWERED =
  'NOT EXISTS (SELECT 1 FROM decisions_survey_answer a WHERE a.survey_id = ? AND a.unit_id = u.unit_id)'

export function listMissing({ read }: QueryContext, input: z.output<(typeof surveyApi.missing)['input']>) {
  const compoundId = surveyNow(read, input.id)?.compoundId ?? ''
  const [from, where] = HOUSEHOLDS_FROM.split(' WHERE ') as [string, string]
  const { rows, next } = keysetPage<{ unit_id: string; label: string }>(read, {
    select: 'u.unit_id, u.label',
    from,
    where: { sql: `${where} AND ${NOT_ANSWERED}`, params: [compoundId, input.id] },
    order: BY_DOOR,
    limit: input.limit,
    cursor: input.cursor,
  })
  const items = rows.map(({ unit_id: id, label }) => ({ id, label }))
  return { items, ...(next ? { next } : {}) }
}

const WORDS = {
  zh: {
    item: '改造内容',
    wish: { want: '要改', 'will-pay': '要改且愿出资', object: '不要改' },
    answered: '答的户数',
    coverage: '覆盖',
    note: '本表是意愿调查，不是表决。',
    unit: '户',
    day: '日期',
    name: '菜单式调查',
  },
  en: {
    item: 'Item',
    wish: { want: 'Want', 'will-pay': 'Want and will pay', object: 'Object' },
    answered: 'Households that answered it',
    coverage: 'Coverage',
    note: 'A survey of wishes, not a vote.',
    unit: 'Household',
    day: 'Day',
    name: 'Survey',
  },
}

/** Counts by item, then each household in the order of doors. Text only: a cell is never a formula. */
export function surveySheet(context: QueryContext, surveyId: string): { name: string; lines: string[][] } | null {
  const { read, language } = context
  const detail = viewSurvey(context, surveyId)
  if (!detail) return null
  const words = WORDS[language]
  const { households, answered } = detail.coverage
  const wishes = ['want', 'will-pay', 'object'] as const
  const sums = detail.items.map(({ title, counts }) => [
    title,
    ...wishes.map((wish) => String(counts[wish])),
    String(counts.want + counts['will-pay'] + counts.object),
  ])
  const each = read
    .all<{ label: string; answered_on: string; answers: string }>(
      `SELECT u.label, a.answered_on, a.answers FROM decisions_survey_answer a JOIN places_unit u ON u.unit_id = a.unit_id
       WHERE a.survey_id = ? ORDER BY u.sort_key, u.unit_id`,
      surveyId,
    )
    .map((row) => {
      const by = new Map((JSON.parse(row.answers) as SurveyAnswers).map(({ itemId, wish }) => [itemId, wish]))
      const said = detail.items.map(({ itemId }) => by.get(itemId))
      return [row.label, row.answered_on, ...said.map((wish) => (wish ? words.wish[wish] : ''))]
    })
  return {
    name: `${words.name} ${detail.title}`,
    lines: [
      [detail.compoundName, detail.title],
      [words.coverage, `${answered} / ${households}`, words.note],
      [words.item, ...wishes.map((wish) => words.wish[wish]), words.answered],
      ...sums,
      [],
      [words.unit, words.day, ...detail.items.map(({ title }) => title)],
      ...each,
    ],
  }
}
