/** Serves blocks and centres. */
import { Rejected } from '@changxin/shared/kernel'
import { blocksApi, checkFormedOn, type MembershipFacts, registeredMembershipId } from '@changxin/shared/management'
import type { Subject } from '../../access/may.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { Compounds, Regions, regionIdsFrom, regionIdsOf, subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Operators } from '../management.aggregates.ts'
import { Blocks, Memberships } from './blocks.aggregates.ts'
import { blocksOfCompound, blockTables, listBlocks, readBlock } from './blocks.queries.ts'
import { centreTables, listCentres } from './centres.queries.ts'

function subjectOfBlock(read: Read, blockId: string): Subject | null {
  const known = read.get('SELECT 1 FROM management_blocks_block WHERE block_id = ?', blockId)
  return known ? { regionIds: regionIdsFrom(read, blockId) } : null
}

const regionOf = async ({ store }: CommandContext, regionId: string) => (await store.load(Regions, regionId)).state
const isBlock = async (context: CommandContext, blockId: string) =>
  (await regionOf(context, blockId))?.level === 'block'

/** Never changes, so that the view tells it as well as the log. */
function registeredBlockOf(read: Read, compoundId: string): string | null {
  const row = read.get<{ block_id: string }>(
    'SELECT block_id FROM management_blocks_member WHERE membership_id = ?',
    registeredMembershipId(compoundId),
  )
  return row?.block_id ?? null
}

async function membershipFacts(context: CommandContext, compoundId: string, blockId: string): Promise<MembershipFacts> {
  const { state } = await context.store.load(Compounds, compoundId)
  if (state.compoundId === null) throw new Rejected('not-found')
  const block = await regionOf(context, blockId)
  const above = context.views.peek((read) => regionIdsOf(read, compoundId))
  return {
    compoundId,
    registeredBlockId: context.views.peek((read) => registeredBlockOf(read, compoundId)),
    isBlock: block?.level === 'block',
    isInside: block?.parentId != null && above.includes(block.parentId),
    buildingIds: new Set(state.buildings.keys()),
  }
}

const queries: readonly Served[] = [
  serveQuery(blocksApi.blocks, {
    reads: blockTables,
    sameForScope: true,
    subject: () => ({}),
    run: ({ read, scope }) => listBlocks(read, scope),
  }),
  serveQuery(blocksApi.block, {
    reads: blockTables,
    sameForScope: true,
    subject: ({ id }, read) => subjectOfBlock(read, id),
    run: ({ read, scope }, { id }) => readBlock(read, scope, id),
  }),
  serveQuery(blocksApi.compoundBlocks, {
    reads: [
      'management_blocks_member',
      'management_blocks_manager',
      'management_operator',
      'places_region',
      'clock_day',
    ],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ({ id }, read) => subjectOfCompound(read, id),
    run: ({ read }, { id }) => blocksOfCompound(read, id),
  }),
  serveQuery(blocksApi.centres, {
    reads: centreTables,
    sameForScope: true,
    subject: () => ({}),
    run: ({ read, scope }) => listCentres(read, scope),
  }),
]

const commands: readonly Served[] = [
  serveCommand(blocksApi.form, {
    // An unknown region covers nobody but who covers all; the decider of regions then says what is wrong with it.
    subject: ({ body }, read) => ({ regionIds: regionIdsFrom(read, body.parentId) }),
    async handle(context, { body: { name, parentId, formedOn } }) {
      const blockId = context.newId()
      const { today } = context
      checkFormedOn(formedOn, today)
      // The name is the region's; a repeat after a crash in between finds the region and forms the block.
      await context.execute(Regions, blockId, {
        command: { type: 'RegisterRegion', regionId: blockId, level: 'block', name, parentId },
        facts: async () => ({ parent: await regionOf(context, parentId) }),
      })
      const executed = await context.execute(Blocks, blockId, {
        command: { type: 'FormBlock', blockId, formedOn, today },
      })
      return answerOf(blockId, executed)
    },
  }),
  serveCommand(blocksApi.join, {
    // Whoever answers for the compound lets it join.
    subject: ({ body }, read) => subjectOfCompound(read, body.compoundId),
    async handle(context, { params: { id: blockId }, body: { compoundId, buildingId, since } }) {
      const membershipId = context.newId()
      const { today } = context
      const executed = await context.execute(Memberships, compoundId, {
        command: { type: 'JoinBlock', membershipId, blockId, compoundId, buildingId, since, today },
        facts: () => membershipFacts(context, compoundId, blockId),
      })
      return answerOf(membershipId, executed)
    },
  }),
  serveCommand(blocksApi.leave, {
    subject: ({ body }, read) => subjectOfCompound(read, body.compoundId),
    async handle(context, { params: { id: blockId }, body: { compoundId, membershipId, until, reason } }) {
      const executed = await context.execute(Memberships, compoundId, {
        command: { type: 'LeaveBlock', membershipId, blockId, until, reason },
        facts: () => membershipFacts(context, compoundId, blockId),
      })
      return answerOf(membershipId, executed)
    },
  }),
  serveCommand(blocksApi.manager, {
    subject: ({ params }, read) => subjectOfBlock(read, params.id),
    async handle(context, { params: { id: blockId }, body }) {
      const { operatorId } = body
      await requireFilesOf(context, body.ground.file === null ? [] : [body.ground.file])
      const adoptionId = context.newId()
      const executed = await context.execute(Blocks, blockId, {
        command: { type: 'AdoptBlockManager', blockId, adoptionId, ...body, today: context.today },
        facts: async () => ({
          isBlock: await isBlock(context, blockId),
          operator: operatorId === null ? null : (await context.store.load(Operators, operatorId)).state,
        }),
      })
      return answerOf(adoptionId, executed)
    },
  }),
]

export const blocksServed: readonly Served[] = [...queries, ...commands]
