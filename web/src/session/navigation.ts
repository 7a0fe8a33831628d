/** Which places of the navigation a person sees, and where they land after signing in. */
import type { MeView } from '@changxin/shared/people'
import type { BarTool, NavEntry } from '../feature.ts'
import { features } from '../features.ts'

export function entriesFor(me: MeView | null): NavEntry[] {
  if (!me) return []
  return features
    .flatMap((feature) => feature.nav)
    .filter((entry) => (!entry.needs || me.actions.includes(entry.needs)) && (entry.when?.(me) ?? true))
    .sort((a, b) => a.order - b.order)
}

/** In the order of the features. */
export function barToolsFor(me: MeView | null): BarTool[] {
  return features.flatMap((feature) => feature.bar ?? []).filter((tool) => me?.actions.includes(tool.needs))
}

export const landingOf = (me: MeView | null): string => entriesFor(me)[0]?.to ?? '/not-allowed'
