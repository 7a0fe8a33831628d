/** What the count says no with. */
import { errors } from '@changxin/shared/kernel'

export const countErrors = errors({
  'roll-too-many-owners': {
    status: 409,
    zh: '有一户登记了 {owners} 名业主，最多只能 {limit} 名（户编号 {unitId}）。请先核对这一户的业主登记，结束多余的关系，再形成名册。',
    en: 'A unit has {owners} owners on record; at most {limit} are possible (unit {unitId}). Check who owns it, end the relations that are wrong, then make the roll.',
  },
})
export const reject = countErrors.reject
