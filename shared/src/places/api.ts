/** Routes of places: regions, compounds, buildings, units, common parts, and who lives where. */
import {
  AsOfInput,
  commandRoute,
  Day,
  FloorAreaSource,
  Id,
  Line,
  PageInput,
  pageOf,
  queryRoute,
  UnitFloorArea,
} from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { BuildingRow, CommonPartKind, CommonPartRow, RegionLevel, Relation, UnitKind, UnitRow } from './events.ts'

export const RegionView = z.object({
  id: Id,
  level: RegionLevel,
  name: z.string(),
  parentId: Id.nullable(),
  compounds: z.int(),
})

/** A line of the compounds list. Fund and requests are joined in so that the list answers the first questions. */
export const CompoundRow = z.object({
  id: Id,
  name: z.string(),
  communityName: z.string().nullable(),
  subdistrictName: z.string().nullable(),
  blockName: z.string().nullable(),
  buildings: z.int(),
  units: z.int(),
  /** 0.01 m²; null when no unit's floor area is known. */
  floorArea: z.int().nullable(),
  unitsWithoutFloorArea: z.int(),
  acceptedOn: Day.nullable(),
  mode: Mode,
  operatorName: z.string().nullable(),
  openRequests: z.int(),
  overdueRequests: z.int(),
  /** Null = no fund yet; never shown as zero. */
  fundBalanceFen: z.int().nullable(),
  /** 0–100; null = 未评. */
  freshness: z.number().nullable(),
  sample: z.boolean(),
})
export type CompoundRow = z.infer<typeof CompoundRow>

export const BuildingView = z.object({
  id: Id,
  name: z.string(),
  storeys: z.int().nullable(),
  builtInYear: z.int().nullable(),
  units: z.int(),
  floorArea: z.int().nullable(),
  entrances: z.array(z.object({ id: Id, name: z.string() })),
})
export const CommonPartView = CommonPartRow.omit({ partId: true }).extend({
  id: Id,
  /** As of the newest day in the log: inside warranty, over, or unknown. */
  warranty: z.enum(['inside', 'over', 'unknown']),
})
export const CompoundView = CompoundRow.extend({
  districtName: z.string().nullable(),
  planRow: z.object({ importId: Id, rowId: Id, areaName: z.string().nullable() }).nullable(),
  buildingsList: z.array(BuildingView),
  commonParts: z.array(CommonPartView),
})
export type CompoundView = z.infer<typeof CompoundView>

export const UnitView = z.object({
  id: Id,
  compoundId: Id,
  buildingId: Id,
  buildingName: z.string(),
  entranceName: z.string().nullable(),
  door: z.string(),
  label: z.string(),
  kind: UnitKind.nullable(),
  floor: z.int().nullable(),
  floorArea: z.int().nullable(),
  floorAreaSource: FloorAreaSource.nullable(),
  sample: z.boolean(),
})
export const RelationView = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  relation: Relation,
  since: Day,
  until: Day.nullable(),
  checked: z.boolean(),
})

/** One line of a compound's story, newest first: what happened, in words the screen translates by `type`. */
export const StoryRow = z.object({
  id: Id,
  type: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  channel: z.string(),
  /** Event data reduced to what everybody who sees the compound may see; no personal data. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  sample: z.boolean(),
})

export const placesApi = {
  regions: queryRoute({
    action: 'places.regions',
    path: '/api/regions',
    input: { parentId: Id.optional(), level: RegionLevel.optional() },
    output: z.object({ items: z.array(RegionView) }),
    summary: 'Regions, with how many compounds they hold',
  }),
  registerRegion: commandRoute({
    action: 'places.register-region',
    path: '/api/regions',
    params: {},
    body: z.strictObject({ level: RegionLevel, name: Line(60), parentId: Id.nullable() }),
    summary: 'Registers a district, subdistrict, community or block',
  }),
  compounds: queryRoute({
    action: 'places.compounds',
    path: '/api/compounds',
    input: {
      ...PageInput.shape,
      q: z.string().max(60).optional(),
      regionId: Id.optional(),
      mode: Mode.optional(),
      sort: z.enum(['name', 'overdue', 'freshness', 'open']).default('name'),
    },
    output: pageOf(CompoundRow),
    summary: 'Compounds one may see, by name, mode, region',
  }),
  registerCompound: commandRoute({
    action: 'places.register-compound',
    path: '/api/compounds',
    params: {},
    body: z.strictObject({
      name: Line(60),
      regionId: Id,
      blockId: Id.nullable().default(null),
      acceptedOn: Day.nullable().default(null),
    }),
    summary: 'Registers a compound; a single building without gate or name is one too',
  }),
  compound: queryRoute({
    action: 'places.compound',
    path: '/api/compounds/:id',
    input: { id: Id },
    output: CompoundView,
    summary: 'One compound with its buildings and common parts',
  }),
  acceptRenovation: commandRoute({
    action: 'places.accept-renovation',
    path: '/api/compounds/:id/accept-renovation',
    params: { id: Id },
    body: z.strictObject({ acceptedOn: Day }),
    summary: 'Records the acceptance 竣工验收 of the renovation',
  }),
  registerBuildings: commandRoute({
    action: 'places.register-buildings',
    path: '/api/compounds/:id/buildings',
    params: { id: Id },
    body: z.strictObject({
      rows: z
        .array(
          BuildingRow.omit({ buildingId: true, entrances: true })
            .extend({ entrances: z.array(Line(20)).max(60) })
            .strict(),
        )
        .min(1)
        .max(500),
    }),
    summary: 'Registers buildings with their entrances',
  }),
  registerUnits: commandRoute({
    action: 'places.register-units',
    path: '/api/compounds/:id/units',
    params: { id: Id },
    body: z.strictObject({
      rows: z
        .array(UnitRow.omit({ unitId: true }).strict())
        .min(1)
        .max(5_000),
    }),
    summary: 'Registers units; the list is taken whole or not at all',
  }),
  recordFloorArea: commandRoute({
    action: 'places.record-floor-area',
    path: '/api/units/:id/floor-area',
    params: { id: Id },
    body: z.strictObject({ floorArea: UnitFloorArea, floorAreaSource: FloorAreaSource, ground: Line(200) }),
    summary: 'Records the floor area of a unit with its source',
  }),
  registerCommonParts: commandRoute({
    action: 'places.register-common-parts',
    path: '/api/compounds/:id/common-parts',
    params: { id: Id },
    body: z.strictObject({
      rows: z
        .array(CommonPartRow.omit({ partId: true }).extend({ kind: CommonPartKind }).strict())
        .min(1)
        .max(500),
    }),
    summary: 'Registers common parts with acceptance and warranty',
  }),
  units: queryRoute({
    action: 'places.units',
    path: '/api/compounds/:id/units',
    input: { id: Id, ...PageInput.shape, buildingId: Id.optional(), q: z.string().max(40).optional() },
    output: pageOf(UnitView),
    summary: 'Units of a compound',
  }),
  unit: queryRoute({
    action: 'places.unit',
    path: '/api/units/:id',
    input: { id: Id },
    output: UnitView.extend({ compoundName: z.string() }),
    summary: 'One unit',
  }),
  relations: queryRoute({
    action: 'places.relations',
    path: '/api/units/:id/relations',
    input: { id: Id },
    output: z.object({ items: z.array(RelationView) }),
    summary: 'Who is what to a unit, dated',
  }),
  recordRelation: commandRoute({
    action: 'places.record-relation',
    path: '/api/units/:id/relations',
    params: { id: Id },
    body: z.strictObject({
      personId: Id,
      relation: Relation,
      since: Day,
      check: z
        .strictObject({
          how: z.enum(['registry', 'contract', 'in-person', 'committee']),
          note: Line(200).nullable().default(null),
        })
        .nullable()
        .default(null),
    }),
    summary: 'Records what a person is to a unit since when; an owner needs a check to see money',
  }),
  endRelation: commandRoute({
    action: 'places.end-relation',
    path: '/api/units/:id/relations/end',
    params: { id: Id },
    body: z.strictObject({ relationId: Id, until: Day, reason: Line(200) }),
    summary: 'Ends a relation with its last day',
  }),
  story: queryRoute({
    action: 'places.story',
    path: '/api/compounds/:id/story',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(StoryRow),
    summary: 'The timeline of a compound across all features',
  }),
}
