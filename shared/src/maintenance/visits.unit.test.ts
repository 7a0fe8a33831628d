/** Who is asked afterwards: all emergencies, all that nobody answered to, and a draw that comes out the same for ever. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  drawOf,
  type FinishedRequest,
  type VisitRule,
  visitDueOn,
  visitReasonOf,
  visitRuleOn,
  visitsSince,
} from './visits.ts'

const seed = 20_260_301
const rule = visitRuleOn('2026-03-01')
const one = (change: Partial<FinishedRequest> = {}): FinishedRequest => ({
  requestId: 'r1',
  urgency: 'ordinary',
  status: 'confirmed',
  ...change,
})
/** An id whose draw is below the share, and one whose is not. */
const idWith = (taken: boolean) => {
  for (let n = 0; n < 1_000; n++) if (drawOf(`r${n}`) < rule.sharePercent === taken) return `r${n}`
  throw new Error('no such id')
}

describe('who is asked', () => {
  test.each(['completed', 'confirmed', 'unanswered'] as const)(
    'an emergency that is %s, whatever the draw',
    (status) => {
      for (const taken of [true, false])
        expect(visitReasonOf(one({ requestId: idWith(taken), urgency: 'emergency', status }), rule)).toBe('emergency')
    },
  )
  test('whoever did not answer, whatever the draw', () => {
    expect(visitReasonOf(one({ requestId: idWith(false), status: 'unanswered' }), rule)).toBe('unanswered')
  })
  test('of the confirmed only those that were drawn, and nobody before there is an answer', () => {
    expect(visitReasonOf(one({ requestId: idWith(true) }), rule)).toBe('sample')
    expect(visitReasonOf(one({ requestId: idWith(false) }), rule)).toBeNull()
    expect(visitReasonOf(one({ requestId: idWith(true), status: 'completed' }), rule)).toBeNull()
  })
  test('the share is how many draws are taken, from 0 on', () => {
    const at = (draw: number) =>
      Array.from({ length: 10_000 }, (_, n) => `r${n}`).find((id) => drawOf(id) === draw) ?? ''
    const asked = [0, rule.sharePercent - 1, rule.sharePercent].map((draw) =>
      visitReasonOf(one({ requestId: at(draw) }), rule),
    )
    expect(asked).toEqual(['sample', 'sample', null])
  })
  test('a share of 0 asks nobody, one of 100 everybody', () => {
    fc.assert(
      fc.property(fc.uuid(), (requestId) => {
        expect(visitReasonOf(one({ requestId }), { ...rule, sharePercent: 0 })).toBeNull()
        expect(visitReasonOf(one({ requestId }), { ...rule, sharePercent: 100 })).toBe('sample')
      }),
      { seed },
    )
  })
})

describe('the draw', () => {
  test('is the same for ever: these are written down', () => {
    expect(['r1', 'request-2', '01890a5d-ac96-774b-bcce-b302099a8057'].map(drawOf)).toEqual([55, 26, 48])
  })
  test('of many ids takes about the share, also of ids that differ in one letter', () => {
    for (const idOf of [
      (n: number) => `r${n}`,
      (n: number) => `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`,
    ]) {
      const taken = Array.from({ length: 10_000 }, (_, n) => drawOf(idOf(n))).filter((draw) => draw < 20)
      expect(taken.length / 10_000).toBeGreaterThan(0.18)
      expect(taken.length / 10_000).toBeLessThan(0.22)
    }
  })
})

describe('the rule of the day', () => {
  const later: VisitRule = { ...rule, ruleId: 'more', validFrom: '2026-07-01', sharePercent: 50 }
  test('a new share leaves earlier days as they were', () => {
    const shares = ['1999-01-01', '2026-06-30', '2026-07-01'].map((day) => visitRuleOn(day, [rule, later]).sharePercent)
    expect(shares).toEqual([20, 20, 50])
  })
  test('emergencies are asked about sooner', () => {
    expect(visitDueOn('emergency', '2026-02-27', rule)).toBe('2026-03-01')
    expect(visitDueOn('sample', '2026-02-27', rule)).toBe('2026-03-06')
  })
  test('whoever is fourteen days late is still called, a day later nobody', () => {
    expect(visitsSince('2026-03-15', rule)).toBe('2026-03-01')
  })
  test('says that it is no law', () => {
    expect(rule.basis).toBe('suggested')
    expect(rule.source).toContain(`${rule.sharePercent}%`)
    expect(rule.source).toContain('不是法律规定')
  })
})
