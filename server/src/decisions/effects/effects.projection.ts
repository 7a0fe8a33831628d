/**
 * What results bring about: each effect stands as a row from the posting of its result on, and is marked when its event
 * is in the log. A decision that was taken outside takes the same way once it was checked: this is the one place for both.
 */
import {
  DecisionAnnulled,
  DecisionProposed,
  type EffectEvent,
  ExternalDecisionChecked,
  ExternalDecisionRecorded,
  effectEvents,
  effectsOf,
  ProcedureAdopted,
  ResultPublished,
  type StandingResult,
  VotesCounted,
} from '@changxin/shared/decisions'
import { type AnyEvent, dayOf, type EventType, type Position, type Recorded } from '@changxin/shared/kernel'
import { type Handler, on, projection, type Rows } from '../../views/projection.ts'

// matter: what a result is made of, kept until it stands. caused_at: the position of what made it stand.
const SCHEMA = `
CREATE TABLE decisions_effects_matter (decision_id TEXT PRIMARY KEY, matter TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE decisions_effects_effect (
  decision_id TEXT NOT NULL, item_id TEXT NOT NULL, compound_id TEXT NOT NULL, type TEXT NOT NULL, caused_at TEXT NOT NULL,
  ordinal INTEGER NOT NULL, cause_id TEXT NOT NULL, cause_occurred_at TEXT NOT NULL, effect TEXT NOT NULL,
  done_position TEXT, done_at TEXT, PRIMARY KEY (decision_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_effects_effect_pending ON decisions_effects_effect (caused_at, ordinal) WHERE done_position IS NULL;
-- The compound's own rules of procedure, in the order of their adoption; void where their decision was set aside.
CREATE TABLE decisions_effects_procedure (
  compound_id TEXT NOT NULL, position TEXT NOT NULL, decision_id TEXT NOT NULL, item_id TEXT NOT NULL, silence TEXT NOT NULL,
  text TEXT NOT NULL, void INTEGER NOT NULL, PRIMARY KEY (compound_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_effects_procedure_decision ON decisions_effects_procedure (decision_id);
`

type Matter = Omit<StandingResult, 'on'>

function putMatter(matter: Matter, rows: Rows): void {
  rows.run('INSERT OR REPLACE INTO decisions_effects_matter VALUES (?, ?)', matter.decisionId, JSON.stringify(matter))
}

function matterOf(decisionId: string, rows: Rows): Matter | null {
  const sql = 'SELECT matter FROM decisions_effects_matter WHERE decision_id = ?'
  const row = rows.get<{ matter: string }>(sql, decisionId)
  return row ? (JSON.parse(row.matter) as Matter) : null
}

/** From now on the result stands. */
function putEffects(event: Recorded, result: StandingResult, rows: Rows): void {
  effectsOf(result).forEach((effect, ordinal) => {
    rows.run(
      'INSERT OR IGNORE INTO decisions_effects_effect VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
      effect.data.decisionId,
      effect.data.itemId,
      effect.data.compoundId,
      effect.type,
      event.position,
      ordinal,
      event.id,
      event.metadata.occurredAt,
      JSON.stringify(effect),
    )
  })
  rows.run('DELETE FROM decisions_effects_matter WHERE decision_id = ?', result.decisionId)
  rows.touch({ table: 'decisions_effects_effect', compoundId: result.compoundId })
}

function markDone({ data, position, metadata }: Recorded<EffectEvent>, rows: Rows): void {
  rows.run(
    'UPDATE decisions_effects_effect SET done_position = ?, done_at = ? WHERE decision_id = ? AND item_id = ?',
    position,
    metadata.occurredAt,
    data.decisionId,
    data.itemId,
  )
  rows.touch({ table: 'decisions_effects_effect', compoundId: data.compoundId })
}

type DataOf<Definition extends { schema: { _zod: { output: unknown } } }> = Definition['schema']['_zod']['output']

function putProcedure(data: DataOf<typeof ProcedureAdopted>, position: Position, rows: Rows): void {
  rows.run(
    'INSERT INTO decisions_effects_procedure VALUES (?, ?, ?, ?, ?, ?, 0)',
    data.compoundId,
    position,
    data.decisionId,
    data.itemId,
    data.silence,
    data.text,
  )
}

const effectHandlers = (effectEvents as readonly EventType[]).map((definition): readonly [string, Handler] =>
  on(definition, (event: Recorded<AnyEvent>, rows) => {
    const effect = event as Recorded<EffectEvent>
    markDone(effect, rows)
    if (event.type === ProcedureAdopted.type) {
      putProcedure(effect.data as DataOf<typeof ProcedureAdopted>, event.position, rows)
    }
  }),
)

export const decisionsEffectsProjection = projection('decisions-effects', 1, SCHEMA, [
  on(DecisionProposed, ({ data: { decisionId, compoundId, scope, items } }, rows) => {
    putMatter({ decisionId, compoundId, scope, items, counts: [] }, rows)
    rows.touch({ table: 'decisions_effects_matter', compoundId })
  }),
  on(VotesCounted, ({ data: { decisionId, items } }, rows) => {
    const matter = matterOf(decisionId, rows)
    if (!matter) return
    putMatter({ ...matter, counts: items }, rows)
    rows.touch({ table: 'decisions_effects_matter', compoundId: matter.compoundId })
  }),
  on(ResultPublished, (event, rows) => {
    const matter = matterOf(event.data.decisionId, rows)
    if (matter) putEffects(event, { ...matter, on: event.data.publishedOn }, rows)
  }),
  on(ExternalDecisionRecorded, ({ data: { decisionId, compoundId, scope, items, counts } }, rows) => {
    putMatter({ decisionId, compoundId, scope, items, counts }, rows)
    rows.touch({ table: 'decisions_effects_matter', compoundId })
  }),
  on(ExternalDecisionChecked, (event, rows) => {
    const matter = matterOf(event.data.decisionId, rows)
    if (!matter || event.data.outcome !== 'agreed') return
    putEffects(event, { ...matter, on: dayOf(event.metadata.occurredAt) }, rows)
  }),
  // What it brought about before stays in the log; a rule of procedure binds no later vote any more.
  on(DecisionAnnulled, ({ data: { decisionId } }, rows) => {
    rows.run('DELETE FROM decisions_effects_matter WHERE decision_id = ?', decisionId)
    rows.run('DELETE FROM decisions_effects_effect WHERE decision_id = ? AND done_position IS NULL', decisionId)
    rows.run('UPDATE decisions_effects_procedure SET void = 1 WHERE decision_id = ?', decisionId)
    rows.touch({ table: 'decisions_effects_effect' })
  }),
  ...effectHandlers,
])
