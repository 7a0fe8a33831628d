import { expect, test } from 'vitest'
import { readWeights } from './weights.ts'

const door = (id: string, number: string) => ({ id, label: `3栋 1单元 ${number}`, buildingName: '3栋', door: number })
const doors = [door('u1', '101'), door('u2', '202'), door('u3', '602')]
const pairs = (text: string) => readWeights(text, doors).rows.map(({ unitId, amountFen }) => [unitId, amountFen])

test('as people write it: commas, tabs, full width; the ground floor may bear nothing', () => {
  expect(pairs('3栋 1单元 101, 0\n3-1-202\t2\n\n６０２，６')).toEqual([
    ['u1', 0],
    ['u2', 2],
    ['u3', 6],
  ])
})

test('a line without a share, with half a share, or of an unknown door is named', () => {
  const { problems } = readWeights('101\n202, 1.5\n909, 1', doors)
  expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
    [1, 'no-amount'],
    [2, 'no-amount'],
    [3, 'door-unknown'],
  ])
})
