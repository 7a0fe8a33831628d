/** Words that refusals use. */
import type { QuestionStatus } from './question.decider.ts'

export const questionStatusWords: Readonly<Record<QuestionStatus, { readonly zh: string; readonly en: string }>> = {
  asked: { zh: '待答复', en: 'waiting for an answer' },
  answered: { zh: '已答复', en: 'answered' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}
