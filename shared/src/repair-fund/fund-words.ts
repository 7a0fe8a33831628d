/** Words that every part of the fund uses. */
import { z } from 'zod'

/** Rows of one event: a list is taken whole or not at all. */
export const MAX_FUND_ROWS = 5_000

/** 首次交存, 补建, 续交 (owners); 公共收益, 奖补, 捐赠, 利息 (others). */
export const ContributionKind = z.enum([
  'first-deposit',
  'build-up',
  'top-up',
  'common-income',
  'grant',
  'donation',
  'interest',
])
export type ContributionKind = z.infer<typeof ContributionKind>
