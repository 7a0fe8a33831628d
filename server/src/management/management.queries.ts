/** Reads of management: a compound's mode with its history, and the operators. */
import type { Day } from '@changxin/shared/kernel'
import { type Adoption, intervalsOf, type ModeInterval, type managementApi, spanOn } from '@changxin/shared/management'
import type { z } from 'zod'
import { newestDay } from '../clock/index.ts'
import type { AsOf } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import { operatorName } from './management.reads.ts'

interface ModeRecord {
  adoption_id: string
  compound_id: string
  mode: Adoption['mode']
  since: Day
  operator_id: string | null
  ground_kind: Adoption['ground']['kind']
  ground_text: string
  ground_file: string | null
  recorded_at: string
  revision: number
  sample: number
}

/** What was recorded by then, oldest first. */
function recordsOf(read: Read, compoundId: string, { before }: AsOf): ModeRecord[] {
  const columns = `adoption_id, compound_id, mode, since, operator_id, ground_kind, ground_text, ground_file, recorded_at, revision, sample`
  const sql = `SELECT ${columns} FROM management_mode WHERE compound_id = ?`
  return before === undefined
    ? read.all(`${sql} ORDER BY since`, compoundId)
    : read.all(`${sql} AND from_position < ? ORDER BY since`, compoundId, before)
}

function adoptionOf(row: ModeRecord): Adoption {
  return {
    adoptionId: row.adoption_id,
    compoundId: row.compound_id,
    mode: row.mode,
    since: row.since,
    operatorId: row.operator_id,
    ground: { kind: row.ground_kind, text: row.ground_text, file: row.ground_file },
  }
}

/** No event yet. */
const NO_REVISION = -1
/** Later than every recorded day: in a log without days the newest mode counts. */
const LAST_DAY = '9999-12-31'

/**
 * The mode on the asked day (default: the newest day of the log), and the history as it was known then: a mode that was
 * adopted later neither shows nor ends the one before it.
 */
export function readManagement(
  read: Read,
  at: AsOf,
  compoundId: string,
): z.output<typeof managementApi.management.output> {
  const records = recordsOf(read, compoundId, at)
  const intervals = intervalsOf(records.map(adoptionOf))
  const span = spanOn(intervals, at.day ?? newestDay(read) ?? LAST_DAY)
  const until = new Map(intervals.map((interval) => [interval.adoptionId, interval.until]))
  return {
    mode: span?.mode ?? 'unknown',
    since: span?.since ?? null,
    operatorName: span?.operatorId ? operatorName(read, span.operatorId) : null,
    items: records.map((row) => intervalView(read, row, until.get(row.adoption_id) ?? null)).reverse(),
    revision: records.at(-1)?.revision ?? NO_REVISION,
  }
}

function intervalView(read: Read, row: ModeRecord, until: Day | null): ModeInterval {
  const { mode, since, operatorId, ground } = adoptionOf(row)
  return {
    id: row.adoption_id,
    mode,
    since,
    until,
    operatorId,
    operatorName: operatorId === null ? null : operatorName(read, operatorId),
    ground,
    recordedAt: row.recorded_at,
    sample: row.sample === 1,
  }
}

type Operators = z.output<typeof managementApi.operators.output>

export function listOperators(read: Read, { kind }: z.output<typeof managementApi.operators.input>): Operators {
  const rows = read.all<{
    operator_id: string
    kind: Operators['items'][number]['kind']
    name: string
    compounds: number
    sample: number
  }>(
    `SELECT operator_id, kind, name, sample,
       (SELECT count(*) FROM management_current c WHERE c.operator_id = o.operator_id) AS compounds
     FROM management_operator o ${kind === undefined ? '' : 'WHERE kind = ?'} ORDER BY sort_name, operator_id`,
    ...(kind === undefined ? [] : [kind]),
  )
  return {
    items: rows.map((row) => ({
      id: row.operator_id,
      kind: row.kind,
      name: row.name,
      compounds: row.compounds,
      sample: row.sample === 1,
    })),
  }
}
