import type { ComparedFigures } from '@changxin/shared/oversight'
import { expect, test } from 'vitest'
import { figureText } from './figures.ts'

const figures: ComparedFigures = {
  freshnessMedian: null,
  rated: 0,
  targetsMet: { part: 999, of: 1000 },
  repeats: { part: 1, of: 1000 },
  defectDaysPerHundredUnits: 12.5,
  looked: { part: 0, of: 0 },
}

test('a share that is not whole is never rounded to all or to none, and comes with what it is made of', () => {
  expect(figureText(figures, 'targets')).toEqual({ value: '99%', n: '999/1000' })
  expect(figureText(figures, 'repeats')).toEqual({ value: '1%', n: '1/1000' })
  expect(figureText({ ...figures, targetsMet: { part: 5, of: 5 } }, 'targets').value).toBe('100%')
})

test('where there is nothing to count, nothing is claimed', () => {
  expect(figureText(figures, 'looked')).toEqual({ value: '', n: '' })
  expect(figureText(figures, 'freshness')).toEqual({ value: '', n: 'n=0' })
  expect(figureText(figures, 'defects').value).toBe('12.5')
})
