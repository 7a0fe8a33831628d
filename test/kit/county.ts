/** A small county for API tests: a district, a subdistrict, compounds with a building and units. */
import { placesApi } from '@changxin/shared/places'
import { type Client, expectOk, type TestServer } from './server.ts'

export interface TestCompound {
  readonly id: string
  readonly buildingId: string
  readonly unitIds: readonly string[]
}

export interface TestCounty {
  readonly districtId: string
  readonly subdistrictId: string
  compound(name: string, units?: number): Promise<TestCompound>
  /** The owner of a unit, checked against the registry, signed in. */
  owner(unitId: string): Promise<Client>
}

export async function makeCounty(at: TestServer): Promise<TestCounty> {
  const { admin } = at
  const district = await expectOk(
    admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
  )
  const subdistrict = await expectOk(
    admin.tell(placesApi.registerRegion, {}, { level: 'subdistrict', name: '桂溪街道', parentId: district.body.id }),
  )
  return {
    districtId: district.body.id,
    subdistrictId: subdistrict.body.id,
    async compound(name, units = 4) {
      const { body } = await expectOk(
        admin.tell(placesApi.registerCompound, {}, { name, regionId: subdistrict.body.id, acceptedOn: '2023-06-01' }),
      )
      const building = { name: '1栋', storeys: 6, builtInYear: 1995, entrances: ['1单元'] }
      await expectOk(admin.tell(placesApi.registerBuildings, { id: body.id }, { rows: [building] }))
      const view = await expectOk(admin.ask(placesApi.compound, { id: body.id }))
      const buildingId = view.body.buildingsList[0]?.id ?? ''
      const rows = Array.from({ length: units }, (_, index) => ({
        buildingId,
        entranceId: null,
        door: `${101 + index}`,
        kind: 'home' as const,
        floor: 1,
        floorArea: 8_000 + index,
        floorAreaSource: 'registry' as const,
      }))
      await expectOk(admin.tell(placesApi.registerUnits, { id: body.id }, { rows }))
      const listed = await expectOk(admin.ask(placesApi.units, { id: body.id, limit: 200 }))
      return { id: body.id, buildingId, unitIds: listed.body.items.map((unit) => unit.id) }
    },
    async owner(unitId) {
      const person = await at.person('owner')
      const body = {
        personId: person.personId,
        relation: 'owner' as const,
        since: '2024-01-01',
        check: { how: 'registry' as const, note: null },
      }
      await expectOk(admin.tell(placesApi.recordRelation, { id: unitId }, body))
      return person
    },
  }
}
