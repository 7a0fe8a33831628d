/** The bucket map does what a Map does, and a change leaves the old one as it was. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { emptyMap, getFrom, valuesOf, withValues } from './bucket-map.ts'

const anyChanges = fc.array(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.integer())))

test('is a Map for any changes, and every version stays readable', () => {
  fc.assert(
    fc.property(anyChanges, (batches) => {
      let map = emptyMap<number>()
      const versions: { map: typeof map; model: Map<string, number> }[] = []
      let model = new Map<string, number>()
      for (const batch of batches) {
        map = withValues(map, batch)
        model = new Map([...model, ...batch])
        versions.push({ map, model })
      }
      for (const version of versions) {
        expect(new Map(valuesOf(version.map))).toEqual(version.model)
        for (const [key, value] of version.model) expect(getFrom(version.map, key)).toBe(value)
        expect(getFrom(version.map, 'not there')).toBeUndefined()
      }
    }),
    seeded(),
  )
})
