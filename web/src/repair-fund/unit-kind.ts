/** What an entry is called on the statement of one household: what the fund paid for works is its share. */
import type { BookingKind } from '@changxin/shared/repair-fund'

export const unitKindKey = (kind: BookingKind): string =>
  kind === 'settlement' || kind === 'advance' ? `repair-fund.share.${kind}` : `repair-fund.kind.${kind}`
