/** The tone of each state of a withdrawal: what waits for somebody stands out. */
import type { WithdrawalStatus } from '@changxin/shared/repair-fund'
import type { Tone } from '../../ui/index.ts'

export const toneOfStatus: Readonly<Record<WithdrawalStatus, Tone>> = {
  draft: 'mute',
  submitted: 'info',
  posted: 'info',
  asked: 'warn',
  approved: 'warn',
  paid: 'warn',
  published: 'good',
  cancelled: 'mute',
}
