/** The words for steps that refusals use. */
import type { TransitionStep } from './events.ts'

export const transitionStepWords: Readonly<Record<TransitionStep, { readonly zh: string; readonly en: string }>> = {
  reason: { zh: '事由', en: 'reason' },
  proposal: { zh: '方案', en: 'proposal' },
  decision: { zh: '决定', en: 'decision' },
  notice: { zh: '通知', en: 'notice' },
  handover: { zh: '交接清单', en: 'handover list' },
  'take-over': { zh: '接管', en: 'taking over' },
  check: { zh: '交接后回查', en: 'check afterwards' },
}
