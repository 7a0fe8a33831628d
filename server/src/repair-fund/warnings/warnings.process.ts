/** Says when an account falls below the threshold of the rule in force, and when it does not lie below it any more. */
import { type DutyRow, type FundRule, MAX_FUND_ROWS } from '@changxin/shared/repair-fund'
import { newestDay } from '../../clock/index.ts'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Pending, type Process, processMeta } from '../../process/index.ts'
import type { Read } from '../../views/views.ts'
import { allFundRules, FUND_RULE_TABLES, fundRuleIn } from '../rules/rules.queries.ts'
import { TopUps } from './warnings.aggregates.ts'

interface Fund {
  readonly compound_id: string
  readonly position: string
  readonly at: string
}

/** Accounts whose duty is not what the rule says, in the order of their ids so that the key of a look is the same. */
const WRONG = `SELECT unit_id AS unitId, balance_fen AS balanceFen, first_fen AS firstFen
  FROM repair_fund_warnings_account WHERE compound_id = ? AND (duty = 0 AND percent < ? OR duty = 1 AND percent >= ?)
  ORDER BY unit_id LIMIT ${MAX_FUND_ROWS}`

function wrongIn(read: Read, compoundId: string, { settings }: FundRule): DutyRow[] {
  const { value } = settings.topUpPercent
  return read.all<DutyRow>(WRONG, compoundId, value, value)
}

export function topUpDuties({ store }: Pick<FeatureDeps, 'store'>): Process {
  function pendingOf({ compound_id: compoundId, position, at }: Fund, rule: FundRule, day: string, rows: DutyRow[]) {
    // After another movement of money or end of accounts, under another rule, or of other accounts it is another look.
    const key = `top-up-${compoundId}-${position}-${rule.ruleId}-${rows[0]?.unitId}-${rows.length}`
    const run = async () => {
      const command = {
        ...{ type: 'LookAtAccounts' as const, compoundId, on: day, ruleId: rule.ruleId },
        ...{ percent: rule.settings.topUpPercent.value, rows },
      }
      const { position: done } = await store.execute(TopUps, compoundId, { meta: processMeta(key, at), command })
      return done
    }
    return { key, run }
  }
  return {
    name: 'top-up-duties',
    reads: ['repair_fund_warnings_account', ...FUND_RULE_TABLES, 'clock_day'],
    pending(read) {
      const day = newestDay(read)
      if (day === undefined) return []
      const rules = allFundRules(read)
      const pending: Pending[] = []
      const funds = read.all<Fund>('SELECT compound_id, position, at FROM repair_fund_warnings_fund ORDER BY position')
      for (const fund of funds) {
        const rule = fundRuleIn(read, fund.compound_id, day, rules)
        const rows = wrongIn(read, fund.compound_id, rule)
        if (rows.length > 0) pending.push(pendingOf(fund, rule, day, rows))
        if (pending.length === MAX_PENDING) break
      }
      return pending
    },
  }
}
