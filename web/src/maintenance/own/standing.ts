/** Where a request stands, in words for whoever waits for it: what happened, what comes next, and who has it by role. */
import type { RequestView } from '@changxin/shared/maintenance'
import { instantText } from '../../ui/format.ts'
import type { Step, Words } from '../step-words.ts'

type Known = Pick<RequestView, 'status' | 'responseDueAt' | 'resolutionDueAt' | 'overdue'> & {
  readonly pause: Pick<NonNullable<RequestView['pause']>, 'resumeBy'> | null
  readonly mergedInto: Pick<NonNullable<RequestView['mergedInto']>, 'number'> | null
  readonly steps: readonly Pick<Step, 'text'>[]
}

export interface Standing {
  readonly title: string
  readonly text: string
  /** 经手: a role, never a person. */
  readonly hands: string
}

const OF_DESK = new Set(['reported', 'accepted'])
const OF_WORKER = new Set(['assigned', 'started', 'paused'])

export function standingOf(request: Known, t: Words, language: string): Standing {
  const { status } = request
  const at = (instant: string) => instantText(instant, language)
  const values = {
    answerBy: at(request.responseDueAt),
    doneBy: at(request.resolutionDueAt),
    resumeBy: request.pause?.resumeBy ?? '',
    number: request.mergedInto?.number ?? '',
    reason: request.steps.findLast(({ text }) => text)?.text ?? '',
  }
  const isLate = request.overdue && (OF_DESK.has(status) || OF_WORKER.has(status))
  return {
    title: t(`maintenance.own.title.${status}`),
    text: isLate ? t('maintenance.own.late') : t(`maintenance.own.text.${status}`, values),
    hands: t(`maintenance.own.hands.${OF_DESK.has(status) ? 'desk' : OF_WORKER.has(status) ? 'worker' : 'nobody'}`),
  }
}

/** The history for a neighbour's eyes: what and when, by role; names of others stay with those who work with them. */
export function withoutNames(steps: readonly Step[], me: string, t: Words): Step[] {
  return steps.map((step) => ({
    ...step,
    actorName: step.actorId === me ? t('maintenance.own.me') : t('maintenance.own.staff'),
    onBehalfOfName: step.onBehalfOfName === null ? null : t('maintenance.own.resident'),
    facts: factsWithoutNames(step.facts, t('maintenance.own.worker')),
  }))
}

function factsWithoutNames(facts: Step['facts'], worker: string): Step['facts'] {
  const rest = Object.entries(facts).filter(([name]) => !/Names?$/.test(name))
  return { ...Object.fromEntries(rest), ...('assigneeName' in facts ? { assigneeName: worker } : {}) }
}
