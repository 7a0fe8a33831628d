/** What owners decide jointly: the nine matters of Civil Code art. 278 ¶1, and art. 279. The matter chooses the tier. */
import { z } from 'zod'

/** In the order of art. 278 ¶1 (1)–(9); the last is art. 279. */
export const Matter = z.enum([
  'rules-of-procedure',
  'management-covenant',
  'committee',
  'manager',
  'fund-use',
  'fund-raising',
  'rebuild',
  'common-use',
  'other',
  'home-to-business',
])
export type Matter = z.infer<typeof Matter>

/** `unanimous`: all owners who are affected agree; there is no quorum beside it. */
export const Tier = z.enum(['ordinary', 'special', 'unanimous'])
export type Tier = z.infer<typeof Tier>

/** Civil Code art. 278 ¶2: (6), (7) and (8) need three quarters of those who take part, all others more than half; art. 279: all. */
export function tierOf(matter: Matter): Tier {
  if (matter === 'home-to-business') return 'unanimous'
  return matter === 'fund-raising' || matter === 'rebuild' || matter === 'common-use' ? 'special' : 'ordinary'
}

/** Where the matter stands in the law, as a screen may show it. */
export function articleOf(matter: Matter): { readonly zh: string; readonly en: string } {
  if (matter === 'home-to-business') return { zh: '民法典第二百七十九条', en: 'Civil Code art. 279' }
  const number = Matter.options.indexOf(matter) + 1
  return {
    zh: `民法典第二百七十八条第一款第（${'一二三四五六七八九'[number - 1]}）项`,
    en: `Civil Code art. 278 ¶1 (${number})`,
  }
}
