/**
 * The fund rule of today. `law` only where the text of the article was at hand; what is only practice elsewhere is
 * `suggested`, and says whose. First deposits are set place by place, so there is none here.
 */
import type { FundRule, FundSetting } from './fund-rule.ts'
import { CommonPartCode, type ExclusionCode } from './rule-words.ts'

const law = (value: number, source: string): FundSetting => ({ value, basis: 'law', source })
const suggested = (value: number, source: string): FundSetting => ({ value, basis: 'suggested', source })
const OF_FUND = '住宅专项维修资金管理办法'
const YUAN = 100

const never = (code: ExclusionCode, source: string) => ({ code, basis: 'law' as const, source: `${OF_FUND}${source}` })

export const defaultFundRule: FundRule = {
  ruleId: 'default-fund-rule',
  jurisdiction: 'all',
  /** 建设部、财政部令第165号 is in force from this day on. */
  validFrom: '2008-02-01',
  basis: 'suggested',
  source: '续交界限、公布周期和列支范围依照住宅专项维修资金管理办法；其余为建议值，可由各区县、街道或小区另行设定。',
  firstDeposits: [],
  settings: {
    topUpPercent: law(30, `${OF_FUND}第十七条：分户账面余额不足首期交存额百分之三十的，应当及时续交`),
    topUpTargetPercent: suggested(50, '建议值，参照上海：补足到首期交存额的 50%；续交方案由业主大会决定'),
    tolerancePercent: suggested(10, '建议值，参照杭州：超过预算 10% 的，重新履行列支程序'),
    usePostingDays: suggested(7, '建议值，参照各地公示多为 7 日的做法'),
    emergencyPostingDays: suggested(7, '建议值，参照温州 7 日；淄博 5 日'),
    advancePercent: suggested(50, '建议值，参照绍兴：预付 50%，验收后结清'),
    statementMonths: law(12, `${OF_FUND}第三十条：每年至少一次与银行核对账目，并向业主公布`),
    smallExpenseFen: suggested(500 * YUAN, '建议值：一次不超过 500 元，两人签字、附照片'),
    smallExpenseMonthFen: suggested(2_000 * YUAN, '建议值：一个月合计不超过 2000 元'),
    incomeToFundPercent: suggested(
      50,
      '建议值，参照上海：公共收益主要用于补充维修资金，50% 以上；业主另有决定的从其决定',
    ),
    idleMonths: suggested(12, '建议值：活期存放超过 12 个月的，提示业主考虑定期存款或国债'),
    reconcileDay: suggested(10, '建议值：每月 10 日前与银行核对上月账目；法定为每年至少一次'),
  },
  toleranceFen: null,
  emergencies: {
    kinds: ['lift', 'fire-system', 'facade-falling', 'wall-or-road-collapse', 'roof-or-wall-leak', 'drain-blocked'],
    basis: 'suggested',
    source: '建议值，参照杭州列举的六种情形；各地所列不同，淄博还列有地下车库进水、玻璃幕墙',
  },
  approvals: {
    steps: [
      { upToFen: 10_000 * YUAN, approver: 'second-person' },
      { upToFen: 100_000 * YUAN, approver: 'community' },
      { upToFen: null, approver: 'subdistrict' },
    ],
    basis: 'suggested',
    source: '建议值：1 万元以内由另一名有权的人复核，10 万元以内由社区，以上由街道；经办人不得自己复核',
  },
  commonParts: CommonPartCode.options.map((code) => ({ code, basis: 'law', source: `${OF_FUND}第三条` })),
  exclusions: [
    never('builders-warranty', '第二十五条第（一）项：依法应当由建设单位或者施工单位承担的'),
    never('utility', '第二十五条第（二）项：依法应当由供水、供电、供气等专业单位承担的管线和设施设备'),
    never('man-made-damage', '第二十五条第（三）项：应当由当事人承担的因人为损坏所需的修复费用'),
    never('service-contract', '第二十五条第（四）项：根据物业服务合同应当由物业服务企业承担的'),
  ],
}
