/** The colours of a collection's states. */
import type { CollectionStatus } from '@changxin/shared/repair-fund'
import type { Tone } from '../../ui/index.ts'

export const toneOfStatus: Readonly<Record<CollectionStatus, Tone>> = {
  draft: 'warn',
  open: 'info',
  closed: 'good',
  cancelled: 'mute',
}
