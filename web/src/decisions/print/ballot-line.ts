/** One line of a paper ballot: the question, and whom it is about where the title does not say so, as on screen. */
import type { ItemView } from '@changxin/shared/decisions'

export const ballotLine = ({ title, effectName }: Pick<ItemView, 'title' | 'effectName'>): string =>
  effectName === null || title.includes(effectName) ? title : `${title} · ${effectName}`
