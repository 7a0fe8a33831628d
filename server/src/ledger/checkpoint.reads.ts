/** Checkpoints as other features read them. */
import { addDays, type Day } from '@changxin/shared/kernel'
import type { SignedCheckpoint } from '@changxin/shared/ledger'
import type { Read } from '../views/views.ts'

/** Notices of a month back are found by their day, older ones by the end of their month. */
const DAILY_DAYS = 31
const MONTHLY_DAYS = 366

/** Undefined: no day has been signed yet. */
export function newestCheckpoint(read: Read): SignedCheckpoint | undefined {
  return read.get<SignedCheckpoint>(
    `SELECT day, size, root_hash AS rootHash, previous, key_id AS keyId, signature FROM ledger_checkpoint
     ORDER BY day DESC LIMIT 1`,
  )
}

/** Those before a day that hang in a stairwell somewhere: each of the last month, and the last of each of twelve months. */
export function recentCheckpoints(read: Read, before: Day): { day: Day; size: number }[] {
  return read.all(
    `SELECT day, size FROM ledger_checkpoint WHERE day < ?1 AND (day >= ?2 OR day IN (
       SELECT max(day) FROM ledger_checkpoint WHERE day >= ?3 GROUP BY substr(day, 1, 7)))
     ORDER BY day DESC`,
    before,
    addDays(before, -DAILY_DAYS),
    addDays(before, -MONTHLY_DAYS),
  )
}

export function checkpointDayOf(read: Read, size: number): Day | undefined {
  return read.get<{ day: Day }>('SELECT day FROM ledger_checkpoint WHERE size = ?', size)?.day
}
