/** A voting rule as it is typed. */
import { defaultVotingRule, votingRulesApi } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { bodyOf, formLike, wrongIn } from './rule-form.ts'

const form = () => ({ ...formLike(defaultVotingRule, '2026-03-02'), jurisdiction: 'district-1', source: ' 甲县办法 ' })

test('begins with every value of the rule before it, and is sent as whole numbers', () => {
  const body = bodyOf(form())
  expect(votingRulesApi.adopt.body.parse(body)).toEqual(body)
  const { quorum, ordinary, special, lengths } = defaultVotingRule
  expect(body).toEqual({
    ...{ jurisdiction: 'district-1', validFrom: '2026-03-02', basis: 'standard', source: '甲县办法' },
    ...{ quorum, ordinary, special, lengths },
  })
})

test('says what is missing, or no whole number', () => {
  expect([...wrongIn(form())]).toEqual([])
  const empty = formLike(defaultVotingRule, '')
  expect([...wrongIn(empty)]).toEqual(['jurisdiction', 'validFrom', 'source'])
  expect([...wrongIn({ ...empty, scope: 'all' })]).toEqual(['validFrom', 'source'])
  const typed = form()
  typed.shares.quorum.numerator = '0'
  typed.shares.special.source = ' '
  typed.lengths.noticeDays.value = '1.5'
  typed.lengths.keepMonths.source = ''
  expect([...wrongIn(typed)]).toEqual(['quorum', 'special', 'noticeDays', 'keepMonths'])
})

test('everywhere needs no place', () => {
  expect(bodyOf({ ...form(), scope: 'all', jurisdiction: '' }).jurisdiction).toBe('all')
})
