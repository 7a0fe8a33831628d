/**
 * The voting rule of today. What a statute says is `law` and names its article; what is only practice elsewhere is
 * `suggested`, and says whose. The rule as a whole is a suggestion, since some of it is.
 */
import type { Setting, VotingRule } from '../voting-rule.ts'

const law = (value: number, source: string): Setting => ({ value, basis: 'law', source })
const suggested = (value: number, source: string): Setting => ({ value, basis: 'suggested', source })
const INCLUDED = '民法典第一千二百五十九条（“以上”包括本数）'

export const defaultVotingRule: VotingRule = {
  ruleId: 'default-voting-rule',
  jurisdiction: 'all',
  /** The Civil Code is in force from this day on. */
  validFrom: '2021-01-01',
  basis: 'suggested',
  source: '表决门槛和法定期限依照法律；法律没有规定的期限为建议值，可由各区县、街道或小区另行设定。',
  quorum: {
    numerator: 2,
    denominator: 3,
    inclusive: true,
    basis: 'law',
    source: `民法典第二百七十八条第二款：专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与表决；${INCLUDED}`,
  },
  ordinary: {
    numerator: 1,
    denominator: 2,
    inclusive: false,
    basis: 'law',
    source:
      '民法典第二百七十八条第二款：参与表决专有部分面积过半数且参与表决人数过半数的业主同意（正好一半不算过半数）',
  },
  special: {
    numerator: 3,
    denominator: 4,
    inclusive: true,
    basis: 'law',
    source: `民法典第二百七十八条第二款：参与表决专有部分面积四分之三以上且参与表决人数四分之三以上的业主同意；${INCLUDED}`,
  },
  lengths: {
    noticeDays: law(15, '物业管理条例第十四条：会议召开十五日以前通知全体业主'),
    objectionDays: suggested(7, '建议值，参照各地公示多为 7 日的做法'),
    windowMinDays: suggested(5, '建议值，参照杭州：投票期 5 至 60 日'),
    windowMaxDays: suggested(60, '建议值，参照杭州：投票期 5 至 60 日'),
    undeliverablePostingDays: suggested(7, '建议值，参照舟山（不少于 7 日）、滨州（不少于 5 日）'),
    resultPostedWithinDays: suggested(3, '建议值，参照北京、山东：作出决定后 3 日内公告'),
    resultPostingDays: suggested(7, '建议值，参照各地公示多为 7 日的做法'),
    challengeMonths: law(
      12,
      '建筑物区分所有权司法解释第十二条：业主自知道或者应当知道决定作出之日起一年内可以请求法院撤销',
    ),
    demandPercent: law(20, '物业管理条例第十三条：百分之二十以上的业主提议，应当召开业主大会临时会议'),
    keepMonths: suggested(12, '建议值：表决材料至少保存到可请求撤销的期限届满之后'),
  },
}
