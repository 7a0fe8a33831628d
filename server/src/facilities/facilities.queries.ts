/** Answers of facilities: the looks at a compound, newest first. */
import type { LookView, TickOfLook } from '@changxin/shared/facilities'
import type { Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'

type Look = z.output<typeof LookView>

interface LookRow extends Pick<Look, 'kind' | 'means' | 'note'> {
  readonly look_id: string
  readonly looked_on: string
  readonly ticks: string
  readonly condition_percent: number | null
  readonly sample: number
}

const NEWEST_FIRST: KeysetOrder = {
  name: 'looks',
  keys: [
    { sql: 'looked_on', type: 'text' },
    { sql: 'position', type: 'text' },
  ],
  descending: true,
}

export function looksOf(read: Read, compoundId: Id, page: { limit: number; cursor?: string | undefined }) {
  const { rows, next } = keysetPage<LookRow>(read, {
    select: 'look_id, kind, looked_on, means, ticks, condition_percent, note, sample',
    from: 'facilities_look',
    where: { sql: 'compound_id = ?', params: [compoundId] },
    order: NEWEST_FIRST,
    limit: page.limit,
    cursor: page.cursor,
  })
  return { items: rows.map(lookView), ...(next ? { next } : {}) }
}

function lookView({ look_id, kind, looked_on, means, ticks, condition_percent, note, sample }: LookRow): Look {
  return {
    id: look_id,
    kind,
    lookedOn: looked_on,
    means,
    ticks: JSON.parse(ticks) as TickOfLook[],
    conditionPercent: condition_percent,
    note,
    sample: sample === 1,
  }
}
