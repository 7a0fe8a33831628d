/** What a step of a transition says on the screen, and which buttons stand beside it. */
import { HandoverKey, type StepView, type TransitionAction, type TransitionStory } from '@changxin/shared/management'
import { dayText } from '../../ui/format.ts'

type Words = (key: string, values?: Record<string, unknown>) => string
export type StepDialog = 'propose' | 'decide' | 'notice' | 'take-over' | 'check'

const key = (name: string) => `management.transition.${name}`

/** Sentences, in the order in which one wants to know them. */
export function stepFacts(step: StepView, story: TransitionStory, t: Words, language: string): string[] {
  const day = (value: string) => dayText(value, language)
  if (step.status === 'not-applicable') return [t(key('facts.notApplicable'))]
  const skipped = step.ground === null ? [] : [t(key('facts.ground'), { text: step.ground })]
  return [...factsOf(step, story, t, day), ...skipped]
}

function factsOf(step: StepView, story: TransitionStory, t: Words, day: (value: string) => string): string[] {
  const { proposal, decided, notice, takenOver, checked, reason } = story
  switch (step.step) {
    case 'reason':
      return [t(key(`reason.${reason.kind}`)), ...(reason.text ? [reason.text] : [])]
    case 'proposal':
      return proposal
        ? [
            managerText(proposal, t),
            ...(proposal.plannedOn ? [t(key('facts.planned'), { day: day(proposal.plannedOn) })] : []),
          ]
        : []
    case 'decision':
      if (!decided) return []
      return [
        managerText(decided, t),
        `${t(`management.groundKind.${decided.ground.kind}`)} · ${decided.ground.text}`,
        t(key('facts.decided'), { day: day(decided.decidedOn) }),
        ...(decided.until ? [t(key('facts.until'), { day: day(decided.until) })] : []),
      ]
    case 'notice':
      if (!notice) return []
      return [
        t(key(`noticeKind.${notice.kind}`)),
        t(key('facts.given'), { day: day(notice.givenOn), n: notice.days, earliest: day(notice.earliestOn) }),
        notice.rule ? t(key('source'), { source: notice.rule.source }) : t(key('facts.byContract')),
        ...(notice.text ? [notice.text] : []),
      ]
    case 'handover':
      return handoverFacts(story, t, day)
    case 'take-over':
      return takenOver
        ? takenFacts(takenOver, t, day)
        : step.dueOn
          ? [t(key('facts.dueFrom'), { day: day(step.dueOn) })]
          : []
    case 'check':
      if (checked) return [t(key(checked.result === 'in-order' ? 'form.inOrder' : 'form.mattersOpen')), checked.text]
      return step.dueOn && step.status !== 'skipped' ? [t(key('facts.dueFrom'), { day: day(step.dueOn) })] : []
  }
}

const managerText = ({ mode, operatorName }: { mode: string; operatorName: string | null }, t: Words) =>
  [t(`management.mode.${mode}`), operatorName].filter(Boolean).join(' · ')

function takenFacts(
  { on, requests }: NonNullable<TransitionStory['takenOver']>,
  t: Words,
  day: (value: string) => string,
) {
  return [
    t(key('facts.taken'), { day: day(on) }),
    ...(requests.done > 0 ? [t(key('facts.requests'), { n: requests.done })] : []),
    ...(requests.waiting > 0 ? [t(key('facts.waiting'), { n: requests.waiting })] : []),
  ]
}

function handoverFacts({ items, signed }: TransitionStory, t: Words, day: (value: string) => string): string[] {
  if (items.length === 0) return []
  const lacking = items.filter(({ state }) => state === 'missing' || state === 'refused').length
  return [
    t(key('facts.itemsDone'), { done: items.length, all: HandoverKey.options.length }),
    ...(lacking > 0 ? [t(key('facts.refused'), { n: lacking })] : []),
    ...signed.map(({ side, signedOn }) => t(key('facts.signed'), { side: t(key(`side.${side}`)), day: day(signedOn) })),
  ]
}

/** The dialog of each step; the handover list is a page of its own. */
export const dialogOf: Readonly<Partial<Record<StepView['step'], { dialog: StepDialog; action: TransitionAction }>>> = {
  proposal: { dialog: 'propose', action: 'propose' },
  decision: { dialog: 'decide', action: 'decide' },
  notice: { dialog: 'notice', action: 'notice' },
  'take-over': { dialog: 'take-over', action: 'take-over' },
  check: { dialog: 'check', action: 'check' },
}
