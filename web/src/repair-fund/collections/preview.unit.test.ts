import { expect, test } from 'vitest'
import { type Home, previewOf } from './preview.ts'

const home = (id: string, floorArea: number | null): Home => ({
  ...{ id, label: `1栋 ${id}`, buildingId: 'b1', entranceName: '1单元', floorArea },
})

test('the preview asks of each door what the server will, to the fen', () => {
  const preview = previewOf({ by: 'floor-area', totalFen: 10_000 }, [home('a', 3_333), home('b', 6_667)])
  expect(preview).toMatchObject({ totalFen: 10_000, leastFen: 3_333, mostFen: 6_667, unknown: [] })
})

test('a door without a floor area is named; equal shares do without it', () => {
  const homes = [home('a', null), home('b', 6_000)]
  expect(previewOf({ by: 'floor-area', totalFen: 10_000 }, homes)?.unknown).toEqual(['1栋 a'])
  expect(previewOf({ by: 'equal', totalFen: 10_001 }, homes)).toMatchObject({
    leastFen: 5_000,
    mostFen: 5_001,
    unknown: [],
  })
})

test('no doors, or a sum beyond all measure: no preview', () => {
  expect(previewOf({ by: 'equal', totalFen: 1 }, [])).toBeNull()
  expect(previewOf({ by: 'square-metre', fen: 1_000_000_000_000 }, [home('a', 9_000_000)])).toBeNull()
})
