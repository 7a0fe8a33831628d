/** Voting rules and decisions that were taken outside as rows: facts in, rows out, and any past day read back. */
import {
  defaultVotingRule,
  ExternalDecisionChecked,
  type ExternalFacts,
  externalDecider,
  VotingRuleAdopted,
} from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { positionOf, projected, queryContext, recorded } from '../../../../test/kit/projection-spec.ts'
import { peopleProjection } from '../../people/index.ts'
import { placesProjection } from '../../places/index.ts'
import { asOfPosition } from '../../views/intervals.ts'
import { decisionsRulesProjection } from '../rules/rules.projection.ts'
import { decisionsExternalProjection } from './external.projection.ts'
import { listExternal } from './external.queries.ts'

const all = { floorArea: 900_000, heads: 90 }
const none = { floorArea: 0, heads: 0 }
const facts: ExternalFacts = { rule: defaultVotingRule, procedure: null, alike: null }
function recording(decisionId: string, title: string) {
  const [event] = externalDecider.decide(
    {
      type: 'RecordExternal',
      ...{
        decisionId,
        compoundId: 'c1',
        title,
        scope: { kind: 'compound' },
        groups: [],
        means: 'paper',
        platform: null,
      },
      items: [{ itemId: 'i1', matter: 'other', title, text: title, effect: null, groupId: null }],
      counts: [
        {
          ...{ itemId: 'i1', electorate: all, participating: all, yes: all, no: none, abstained: none },
          ...{ unitsWithoutFloorArea: 0, stated: true },
        },
      ],
      ...{ decidedOn: '2026-02-20', today: '2026-03-01', files: ['a'.repeat(64)], stamp: '社区' },
    },
    null,
    facts,
  )
  if (!event) throw new Error('not recorded')
  return recorded(event, { stream: `externaldecision-${decisionId}`, actor: 'li' })
}
const checked = (decisionId: string, outcome: 'agreed' | 'differs') =>
  recorded(ExternalDecisionChecked({ decisionId, outcome, note: outcome === 'differs' ? '少一页' : null }), {
    ...{ stream: `externaldecision-${decisionId}`, actor: 'wu' },
  })

const input = { limit: 20, cursor: undefined, compoundId: undefined, status: undefined } as const
const listed = (read: Parameters<typeof queryContext>[0], at?: Parameters<typeof queryContext>[1]) =>
  listExternal(queryContext(read, at), input as never).items.map(({ id, status }) => `${id} ${status}`)

test('recorded, then checked; on the day before it was not checked yet', () => {
  const { read } = projected(
    [placesProjection, peopleProjection, decisionsExternalProjection],
    [recording('d1', '换水泵'), recording('d2', '门禁'), checked('d1', 'agreed'), checked('d2', 'differs')],
  )
  expect(listed(read)).toEqual(['d2 differs', 'd1 agreed'])
  const before = (index: number) => ({ at: asOfPosition('2026-03-01', positionOf(index)) })
  expect(listed(read, before(3))).toEqual(['d2 recorded', 'd1 agreed'])
  expect(listed(read, before(1))).toEqual(['d1 recorded'])
})

test('voting rules keep the order of their adoption', () => {
  const rule = (ruleId: string) => VotingRuleAdopted({ ...defaultVotingRule, ruleId })
  const { read } = projected(decisionsRulesProjection, [rule('b'), rule('a')])
  const rows = read.all<{ rule_id: string }>('SELECT rule_id FROM decisions_rules_rule ORDER BY position')
  expect(rows.map((row) => row.rule_id)).toEqual(['b', 'a'])
})
