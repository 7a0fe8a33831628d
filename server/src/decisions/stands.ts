/** Does a decision of the owners stand? Read from the log: money moves on it. */
import type { CommandStore } from '../commands/store.ts'
import { Decisions } from './decision.aggregates.ts'
import { ExternalDecisions } from './external/external.aggregates.ts'

/** Some item of it passed and was posted here, or it was taken outside and a second person found its papers right. */
export async function decisionStands(store: CommandStore, compoundId: string, decisionId: string): Promise<boolean> {
  const { state } = await store.load(Decisions, decisionId)
  if (state) {
    const { core } = state
    const isPosted = core.published !== null && core.annulled === null
    return core.compoundId === compoundId && isPosted && (core.counted?.items.some(({ passed }) => passed) ?? false)
  }
  const { state: outside } = await store.load(ExternalDecisions, decisionId)
  return (
    outside?.compoundId === compoundId &&
    outside.check?.outcome === 'agreed' &&
    outside.counts.some(({ passed }) => passed)
  )
}
