/** Which places of the navigation a person sees, and where they land after signing in. */
import type { MeView } from '@changxin/shared/people'
import type { NavEntry } from '../feature.ts'
import { features } from '../features.ts'

export function entriesFor(me: MeView | null): NavEntry[] {
  if (!me) return []
  return features
    .flatMap((feature) => feature.nav)
    .filter((entry) => (!entry.needs || me.actions.includes(entry.needs)) && (entry.when?.(me) ?? true))
    .sort((a, b) => a.order - b.order)
}

export const landingOf = (me: MeView | null): string => entriesFor(me)[0]?.to ?? '/not-allowed'
