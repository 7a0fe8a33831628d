/** One question to the manager, who must answer promptly (Civil Code art. 285). */
import { addDays, type Day, type Decider, type Instant, startOf, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import {
  QuestionAnswered,
  QuestionAsked,
  QuestionAskedAgain,
  type QuestionEvent,
  QuestionOverdue,
  QuestionWithdrawn,
} from './events.ts'
import { questionStatusWords } from './words.ts'

type Asked = ReturnType<typeof QuestionAsked>['data']
export type QuestionStatus = 'asked' | 'answered' | 'withdrawn'
export interface KnownQuestion extends Asked {
  readonly status: QuestionStatus
  readonly answers: readonly { readonly text: string; readonly files: readonly string[] }[]
  /** Why the last answer was none; null when it stands or none was given. */
  readonly askedAgain: string | null
  readonly missed: readonly Day[]
}
export type QuestionState = KnownQuestion | null

export type QuestionCommand =
  | ({ readonly type: 'AskQuestion' } & Asked)
  | { readonly type: 'AnswerQuestion'; readonly text: string; readonly files: readonly string[] }
  | { readonly type: 'AskAgain'; readonly reason: string; readonly today: Day }
  | { readonly type: 'WithdrawQuestion'; readonly reason: string | null }
  | { readonly type: 'MissQuestion'; readonly dueOn: Day }

export const isQuestionOverdue = (question: KnownQuestion) =>
  question.status === 'asked' && question.missed.includes(question.dueOn)
export const questionDueAt = (question: KnownQuestion): Instant | null =>
  question.status === 'asked' && !isQuestionOverdue(question) ? startOf(addDays(question.dueOn, 1)) : null

export const questionDecider: Decider<QuestionCommand, QuestionEvent, QuestionState> = {
  initial: null,
  evolve(state, event) {
    if (event.type === 'QuestionAsked')
      return { ...event.data, status: 'asked', answers: [], askedAgain: null, missed: [] }
    return state && evolveKnown(state, event)
  },
  decide(command, state) {
    if (command.type === 'AskQuestion') {
      const { type: _, ...asked } = command
      if (state) return []
      if (asked.operatorId === null) throw reject('question-nobody-answers')
      return [QuestionAsked(asked)]
    }
    if (!state) throw reject('question-unknown')
    return decideKnown(command, state)
  },
}

function evolveKnown(state: KnownQuestion, event: Exclude<QuestionEvent, { type: 'QuestionAsked' }>): KnownQuestion {
  switch (event.type) {
    case 'QuestionAnswered': {
      const { text, files } = event.data
      return { ...state, status: 'answered', answers: [...state.answers, { text, files }], askedAgain: null }
    }
    case 'QuestionAskedAgain':
      return { ...state, status: 'asked', askedAgain: event.data.reason, dueOn: event.data.dueOn }
    case 'QuestionWithdrawn':
      return { ...state, status: 'withdrawn' }
    case 'QuestionOverdue':
      return { ...state, missed: [...state.missed, event.data.dueOn] }
    default:
      return unreachable(event)
  }
}

function decideKnown(
  command: Exclude<QuestionCommand, { type: 'AskQuestion' }>,
  state: KnownQuestion,
): readonly QuestionEvent[] {
  const { questionId, compoundId, status } = state
  const of = { questionId, compoundId }
  switch (command.type) {
    case 'AnswerQuestion':
      if (status === 'answered' && state.answers.at(-1)?.text === command.text) return []
      require(state, 'asked', 'answered')
      return [QuestionAnswered({ ...of, text: command.text, files: [...command.files] })]
    case 'AskAgain':
      if (status === 'asked' && state.askedAgain === command.reason) return []
      require(state, 'answered')
      return [
        QuestionAskedAgain({
          ...of,
          reason: command.reason,
          dueOn: addDays(command.today, state.answerTime.days),
        }),
      ]
    case 'WithdrawQuestion':
      if (status === 'withdrawn') return []
      require(state, 'asked')
      return [QuestionWithdrawn({ ...of, reason: command.reason })]
    case 'MissQuestion':
      if (status !== 'asked' || state.dueOn !== command.dueOn || state.missed.includes(command.dueOn)) return []
      return [QuestionOverdue({ ...of, dueOn: command.dueOn })]
    default:
      return unreachable(command)
  }
}

function require(state: KnownQuestion, ...statuses: readonly QuestionStatus[]): void {
  if (statuses.includes(state.status)) return
  const { zh, en } = questionStatusWords[state.status]
  throw reject('question-closed', { statusZh: zh, statusEn: en })
}
