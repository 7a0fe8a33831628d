/** Routes of blocks, and of the community service centres with what they look after. */
import { commandRoute, Day, Id, Line, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Ground, Mode } from '../events.ts'
import { BlockManagerAdopted } from './events.ts'

/** What an operator holds, or what lies in a block. */
const Extent = {
  /** Whole ones. */
  compounds: z.int(),
  /** Of these compounds, and the single ones. */
  buildings: z.int(),
  households: z.int(),
  singleBuildings: z.int(),
}

export const BlockManagerView = z.object({
  id: Id,
  mode: Mode,
  operatorId: Id.nullable(),
  operatorName: z.string().nullable(),
  since: Day,
  /** Last day, inclusive; null = until further notice. */
  until: Day.nullable(),
  ground: Ground,
  recordedAt: z.string(),
})

export const BlockRow = z.object({
  id: Id,
  name: z.string(),
  parentName: z.string().nullable(),
  formedOn: Day.nullable(),
  ...Extent,
  mode: Mode.nullable(),
  operatorName: z.string().nullable(),
  since: Day.nullable(),
  /** Whole compounds that somebody else manages than the block. */
  differing: z.int(),
})
export type BlockRow = z.infer<typeof BlockRow>

export const BlockMemberView = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  buildingId: Id.nullable(),
  buildingName: z.string().nullable(),
  since: Day.nullable(),
  until: Day.nullable(),
  buildings: z.int(),
  households: z.int(),
  /** Of the compound now. */
  mode: Mode,
  operatorName: z.string().nullable(),
  /**
   * `same`: the block's manager is the compound's. `follows`: it becomes so, from a day on. `differs`: the compound has its
   * own. `single`: a building that the block's manager looks after. `unmanaged`: the block has no manager. `left`.
   */
  state: z.enum(['same', 'follows', 'differs', 'single', 'unmanaged', 'left', 'coming']),
})
export type BlockMemberView = z.infer<typeof BlockMemberView>

export const CentreRow = z.object({
  id: Id,
  name: z.string(),
  ...Extent,
  blocks: z.int(),
  /** Null while its service list is not recorded. */
  staff: z.int().nullable(),
  /** Tenths; null without staff. */
  buildingsPerPersonTenths: z.int().nullable(),
  /** Of its compounds. */
  openRequests: z.int(),
  feeFenPerHousehold: z.int().nullable(),
  subsidy: z.object({ fenPerYear: z.int(), source: z.string() }).nullable(),
  sample: z.boolean(),
})
export type CentreRow = z.infer<typeof CentreRow>

export const blocksApi = {
  blocks: queryRoute({
    action: 'management.blocks',
    path: '/api/blocks',
    input: {},
    output: z.object({ items: z.array(BlockRow) }),
    summary: 'Blocks with what lies in them and who manages them',
  }),
  block: queryRoute({
    action: 'management.block',
    path: '/api/blocks/:id',
    input: { id: Id },
    output: BlockRow.extend({
      managers: z.array(BlockManagerView),
      /** Present ones first; those one may not see are counted only. */
      members: z.array(BlockMemberView),
      membersHidden: z.int(),
      revision: z.int(),
    }),
    summary: 'One block: members and managers, dated',
  }),
  compoundBlocks: queryRoute({
    action: 'management.compound-blocks',
    path: '/api/compounds/:id/blocks',
    input: { id: Id },
    output: z.object({
      items: z.array(
        z.object({
          id: Id,
          blockId: Id,
          blockName: z.string(),
          buildingId: Id.nullable(),
          buildingName: z.string().nullable(),
          since: Day.nullable(),
          until: Day.nullable(),
          /** Of a single building now: the block's manager is the building's. */
          operatorName: z.string().nullable(),
          managedSince: Day.nullable(),
        }),
      ),
    }),
    summary: 'Of which blocks a compound and its single buildings are and were part',
  }),
  form: commandRoute({
    action: 'management.form-block',
    path: '/api/blocks',
    params: {},
    body: z.strictObject({ name: Line(60), /** The region above it. */ parentId: Id, formedOn: Day }),
    summary: 'Forms a block below a district, subdistrict or community',
  }),
  join: commandRoute({
    action: 'management.join-block',
    path: '/api/blocks/:id/join',
    params: { id: Id },
    body: z.strictObject({ compoundId: Id, buildingId: Id.nullable().default(null), since: Day }),
    summary: 'A whole compound or a single building joins a block',
  }),
  leave: commandRoute({
    action: 'management.leave-block',
    path: '/api/blocks/:id/leave',
    params: { id: Id },
    body: z.strictObject({ compoundId: Id, membershipId: Id, until: Day, reason: Line(100) }),
    summary: 'A member leaves a block after its last day',
  }),
  manager: commandRoute({
    action: 'management.adopt-block-manager',
    path: '/api/blocks/:id/manager',
    params: { id: Id },
    body: z.strictObject(BlockManagerAdopted.schema.omit({ blockId: true, adoptionId: true }).shape),
    summary: 'Gives a block a manager since a day; its whole compounds follow, each with this ground',
  }),
  centres: queryRoute({
    action: 'management.centres',
    path: '/api/centres',
    input: {},
    output: z.object({ items: z.array(CentreRow) }),
    summary: 'Community service centres: what they look after, with how many people, for what subsidy',
  }),
}
