/** Surveys, the last answer of each household, and the counts by item, kept as answers come. */
import {
  closedBy,
  HouseholdAnswered,
  type KnownSurvey,
  type SurveyAnswers,
  SurveyClosed,
  SurveyOpened,
} from '@changxin/shared/decisions'
import { on, projection, type Rows } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE decisions_survey_survey (
  survey_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, sort TEXT NOT NULL, answered INTEGER NOT NULL, state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_survey_survey_by_compound ON decisions_survey_survey (compound_id, sort);
CREATE TABLE decisions_survey_answer (
  survey_id TEXT NOT NULL, unit_id TEXT NOT NULL, means TEXT NOT NULL, answered_on TEXT NOT NULL, answers TEXT NOT NULL,
  PRIMARY KEY (survey_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions_survey_count (
  survey_id TEXT NOT NULL, item_id TEXT NOT NULL, wish TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (survey_id, item_id, wish)
) STRICT, WITHOUT ROWID;
`

function add(rows: Rows, surveyId: string, answers: SurveyAnswers, by: 1 | -1): void {
  for (const { itemId, wish } of answers)
    rows.run(
      `INSERT INTO decisions_survey_count VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (survey_id, item_id, wish) DO UPDATE SET n = n + ?4`,
      surveyId,
      itemId,
      wish,
      by,
    )
}

export const surveyProjection = projection('decisions-survey', 1, SCHEMA, [
  on(SurveyOpened, ({ data, position }, rows) => {
    const state: KnownSurvey = { ...data, closedReason: null }
    rows.run(
      'INSERT OR REPLACE INTO decisions_survey_survey VALUES (?, ?, ?, 0, ?)',
      data.surveyId,
      data.compoundId,
      position,
      JSON.stringify(state),
    )
    rows.touch({ table: 'decisions_survey_survey', compoundId: data.compoundId })
  }),
  on(HouseholdAnswered, ({ data: { surveyId, compoundId, unitId, answers, means, answeredOn } }, rows) => {
    const before = rows.get<{ answers: string }>(
      'SELECT answers FROM decisions_survey_answer WHERE survey_id = ? AND unit_id = ?',
      surveyId,
      unitId,
    )
    if (before) add(rows, surveyId, JSON.parse(before.answers) as SurveyAnswers, -1)
    else rows.run('UPDATE decisions_survey_survey SET answered = answered + 1 WHERE survey_id = ?', surveyId)
    add(rows, surveyId, answers, 1)
    rows.run(
      'INSERT OR REPLACE INTO decisions_survey_answer VALUES (?, ?, ?, ?, ?)',
      surveyId,
      unitId,
      means,
      answeredOn,
      JSON.stringify(answers),
    )
    rows.touch({ table: 'decisions_survey_answer', compoundId, unitId })
  }),
  on(SurveyClosed, ({ data }, rows) => {
    const kept = rows.get<{ state: string }>(
      'SELECT state FROM decisions_survey_survey WHERE survey_id = ?',
      data.surveyId,
    )
    if (!kept) return
    const state = closedBy(JSON.parse(kept.state) as KnownSurvey, data)
    rows.run('UPDATE decisions_survey_survey SET state = ? WHERE survey_id = ?', JSON.stringify(state), data.surveyId)
    rows.touch({ table: 'decisions_survey_survey', compoundId: data.compoundId })
  }),
])
