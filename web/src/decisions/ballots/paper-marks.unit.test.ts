import { describe, expect, test } from 'vitest'
import { answerIn, emptyForm, enteredOf } from './paper-marks.ts'

const items = ['lamp', 'gate']

describe('a paper ballot as a counter reads it', () => {
  test('is not complete before every line was looked at', () => {
    expect(enteredOf(emptyForm, items)).toBeUndefined()
    expect(enteredOf({ ...emptyForm, answers: { lamp: 'yes' } }, items)).toBeUndefined()
  })

  test('a line left open has no mark', () => {
    expect(enteredOf({ ...emptyForm, answers: { gate: 'no', lamp: 'blank' } }, items)).toEqual({
      marks: [{ itemId: 'gate', mark: 'no' }],
      invalidReason: null,
    })
  })

  test('is not valid only with a reason, whatever was marked before', () => {
    const form = { answers: { lamp: 'yes' as const }, invalid: true, invalidReason: ' ' }
    expect(enteredOf(form, items)).toBeUndefined()
    expect(enteredOf({ ...form, invalidReason: '没有签名' }, items)).toEqual({ marks: null, invalidReason: '没有签名' })
  })

  test('two entries are compared line by line', () => {
    const entry = { marks: [{ itemId: 'gate', mark: 'no' as const }], invalidReason: null }
    expect(items.map((itemId) => answerIn(entry, itemId))).toEqual(['blank', 'no'])
    expect(answerIn({ marks: null, invalidReason: '撕破' }, 'gate')).toBeNull()
  })
})
