/** What somebody can do with a small expense: the one who recorded it never signs it. */
import type { SmallExpenseRow } from '@changxin/shared/repair-fund'
import type { z } from 'zod'

export type SmallExpense = z.output<typeof SmallExpenseRow>
export type SmallStep = 'sign' | 'withdraw'

export function smallSteps(
  expense: Pick<SmallExpense, 'state' | 'recordedById'>,
  me: string | undefined,
  may: Readonly<Record<SmallStep, boolean>>,
): SmallStep[] {
  if (expense.state !== 'recorded') return []
  const signs = may.sign && expense.recordedById !== me
  return [...(signs ? (['sign'] as const) : []), ...(may.withdraw ? (['withdraw'] as const) : [])]
}
