/** An award scheme as it is typed in, and what of it can be sent. */
import { exactInteger } from '@changxin/shared/kernel'
import type { AwardMetric, reportsApi } from '@changxin/shared/oversight'
import type { z } from 'zod'

export interface AwardDraft {
  regionId: string
  title: string
  validFrom: string
  source: string
  items: { metric: AwardMetric; weight: string; zeroPercent: string; fullPercent: string }[]
  bands: { fromScore: string; payPercent: string }[]
  /** `upToUnits` empty: all that are larger. */
  amounts: { upToUnits: string; yuan: string }[]
}

/** 曹路镇 pays in full from 80 points and four fifths from 70; a start that every place changes. */
export const emptyScheme = (validFrom: string): AwardDraft => ({
  regionId: '',
  title: '',
  validFrom,
  source: '',
  items: [
    { metric: 'targets-met', weight: '40', zeroPercent: '50', fullPercent: '95' },
    { metric: 'looked-months', weight: '40', zeroPercent: '0', fullPercent: '100' },
    { metric: 'rating', weight: '20', zeroPercent: '25', fullPercent: '100' },
  ],
  bands: [
    { fromScore: '80', payPercent: '100' },
    { fromScore: '70', payPercent: '80' },
  ],
  amounts: [{ upToUnits: '', yuan: '' }],
})

const whole = (text: string) => exactInteger(text.normalize('NFKC').trim(), 0)
const fen = (text: string) => exactInteger(text.normalize('NFKC').trim(), 2)
const isWhole = (value: number | undefined): value is number => value !== undefined

export const weightSum = ({ items }: AwardDraft) => items.reduce((sum, { weight }) => sum + (whole(weight) ?? 0), 0)

/** Null while something is missing or no number. */
export function bodyOf(draft: AwardDraft): z.input<(typeof reportsApi.adoptScheme)['body']> | null {
  const items = draft.items.map(({ metric, ...numbers }) => ({
    metric,
    weight: whole(numbers.weight),
    zeroPercent: whole(numbers.zeroPercent),
    fullPercent: whole(numbers.fullPercent),
  }))
  const bands = draft.bands.map((band) => ({ fromScore: whole(band.fromScore), payPercent: whole(band.payPercent) }))
  const amounts = draft.amounts.map(({ upToUnits, yuan }) => ({
    upToUnits: upToUnits.trim() === '' ? null : whole(upToUnits),
    amountFen: fen(yuan),
  }))
  const numbers = [...items, ...bands, ...amounts].flatMap((row) =>
    Object.values(row).filter((value) => typeof value !== 'string' && value !== null),
  )
  const { regionId, title, validFrom, source } = draft
  if (!regionId || !title.trim() || !validFrom || !source.trim() || !numbers.every(isWhole)) return null
  return { regionId, title, validFrom, source, items, bands, amounts } as z.input<
    (typeof reportsApi.adoptScheme)['body']
  >
}
