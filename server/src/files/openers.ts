/** Says which action opens the files of an event, in the event's compound. */
import type { EventType } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { type Handler, on, type Rows } from '../views/projection.ts'

/** An action of the access table, about a compound. */
export type CompoundAction = `${'decisions' | 'repair-fund'}.${string}`
export const isCompoundAction = (kind: string): kind is CompoundAction => /^(decisions|repair-fund)\./.test(kind)

export type Link = (
  rows: Rows,
  files: readonly string[],
  action: CompoundAction,
  id: string,
  compoundId: string,
) => void

export function openers(link: Link) {
  return function opens<Type extends string, Schema extends z.ZodType<{ compoundId: string }>>(
    action: CompoundAction,
    definition: EventType<Type, Schema>,
    filesOf: (data: z.output<Schema>) => readonly string[],
  ): readonly [string, Handler] {
    return on(definition, ({ data }, rows) => link(rows, filesOf(data), action, data.compoundId, data.compoundId))
  }
}
