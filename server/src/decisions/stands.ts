/** Does a decision of the owners stand, and is it about this? Read from the log: money moves on it. */
import type { DecisionScope, Item, Matter } from '@changxin/shared/decisions'
import type { Id } from '@changxin/shared/kernel'
import type { CommandStore } from '../commands/store.ts'
import { Decisions } from './decision.aggregates.ts'
import { ExternalDecisions } from './external/external.aggregates.ts'

/**
 * Some item of it passed and was posted here, or it was taken outside and a second person found its papers right. All
 * owners of the compound decided it, not those of one building; `matter`: the item that passed is about that.
 */
export async function decisionStands(
  store: Pick<CommandStore, 'load'>,
  compoundId: string,
  decisionId: string,
  matter?: Matter,
): Promise<boolean> {
  const { state } = await store.load(Decisions, decisionId)
  if (state) {
    const { core } = state
    const isPosted = core.published !== null && core.annulled === null
    return core.compoundId === compoundId && isPosted && isAbout(core, core.counted?.items ?? [], matter)
  }
  const { state: outside } = await store.load(ExternalDecisions, decisionId)
  return (
    outside?.compoundId === compoundId &&
    outside.check?.outcome === 'agreed' &&
    isAbout(outside, outside.counts, matter)
  )
}

interface Decided {
  readonly scope: DecisionScope
  readonly items: readonly Item[]
}

function isAbout(
  { scope, items }: Decided,
  counts: readonly { readonly itemId: Id; readonly passed: boolean }[],
  matter: Matter | undefined,
): boolean {
  const passed = new Set(counts.flatMap((count) => (count.passed ? [count.itemId] : [])))
  return (
    scope.kind === 'compound' &&
    items.some((item) => passed.has(item.itemId) && (matter === undefined || item.matter === matter))
  )
}
