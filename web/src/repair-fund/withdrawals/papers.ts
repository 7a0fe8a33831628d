/** Which papers of a withdrawal a reader may print. */
import { type WithdrawalView, withdrawalsApi } from '@changxin/shared/repair-fund'

export type WithdrawalPaper = 'notice' | 'application' | 'result'

export function papersOf(
  { groups, ask, status }: Pick<WithdrawalView, 'groups' | 'ask' | 'status'>,
  may: (action: string) => boolean,
): WithdrawalPaper[] {
  // 分摊公示 and 结果公示 name every door: for whoever posts them. Owners read the text of the notice and the shares by building.
  const seesDoors = may(withdrawalsApi.shares.action)
  return [
    ...(seesDoors && groups.length > 0 ? (['notice'] as const) : []),
    ...(ask && may(withdrawalsApi.pay.action) ? (['application'] as const) : []),
    ...(seesDoors && (status === 'paid' || status === 'published') ? (['result'] as const) : []),
  ]
}
