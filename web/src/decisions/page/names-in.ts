/** Names of candidates and operators by id, as the items of a result say them. */
import type { ItemView } from '@changxin/shared/decisions'

export const namesIn = (items: readonly Pick<ItemView, 'effect' | 'effectName'>[]): Record<string, string> =>
  Object.fromEntries(
    items.flatMap(({ effect, effectName }) => {
      const id = effect?.kind === 'seat' ? effect.personId : effect?.kind === 'manager' ? effect.operatorId : null
      return id && effectName ? [[id, effectName]] : []
    }),
  )
