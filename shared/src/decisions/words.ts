/** The words for what refusals name. */
import type { DecisionStatus } from './decision.state.ts'

interface Words {
  readonly zh: string
  readonly en: string
}
export const decisionStatusWords: Readonly<Record<DecisionStatus, Words>> = {
  proposed: { zh: '已提出，还没有公告', en: 'proposed and not announced yet' },
  announced: { zh: '已公告，还没有开始投票', en: 'announced and not open for ballots yet' },
  open: { zh: '正在投票', en: 'open for ballots' },
  closed: { zh: '投票已截止', en: 'closed' },
  counted: { zh: '已计票', en: 'counted' },
  published: { zh: '结果已公布', en: 'published' },
  annulled: { zh: '已撤销', en: 'annulled' },
}
