/** Every route of places, served. */
import { placesApi } from '@changxin/shared/places'
import type { Subject } from '../access/may.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../feature.ts'
import { Person } from '../people/index.ts'
import type { Read } from '../views/views.ts'
import { compoundTables, listCompounds, readCompound } from './compounds.queries.ts'
import { Compounds, Regions, Units } from './places.aggregates.ts'
import { listRegions, listRelations, listUnits, readUnit } from './places.queries.ts'
import { compoundOfUnit, regionIdsFrom, subjectOfCompound, subjectOfUnit } from './places.reads.ts'
import { readStory } from './story.queries.ts'

const ofCompound = ({ id }: { id: string }, read: Read): Subject | null => subjectOfCompound(read, id)
const ofUnit = ({ id }: { id: string }, read: Read): Subject | null => subjectOfUnit(read, id)
const inCompound = ({ params }: { params: { id: string } }, read: Read): Subject | null =>
  subjectOfCompound(read, params.id)
const inUnit = ({ params }: { params: { id: string } }, read: Read): Subject | null => subjectOfUnit(read, params.id)

const queries: readonly Served[] = [
  serveQuery(placesApi.regions, {
    reads: ['places_region'],
    sameForScope: true,
    subject: () => ({}),
    run: ({ read }, input) => listRegions(read, input),
  }),
  serveQuery(placesApi.compounds, {
    reads: compoundTables,
    sameForScope: true,
    subject: () => ({}),
    run: ({ read, scope }, input) => listCompounds(read, scope, input),
  }),
  serveQuery(placesApi.compound, {
    reads: [...compoundTables, 'places_building', 'places_entrance', 'places_part', 'clock_day'],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ofCompound,
    run: ({ read }, { id }) => readCompound(read, id),
  }),
  serveQuery(placesApi.units, {
    reads: ['places_unit', 'places_building', 'places_entrance'],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ofCompound,
    run: ({ read }, input) => listUnits(read, input),
  }),
  serveQuery(placesApi.unit, {
    reads: ['places_unit', 'places_building', 'places_entrance', 'places_compound'],
    concerns: ({ id }) => ({ unitId: id }),
    subject: ofUnit,
    run: ({ read }, { id }) => readUnit(read, id),
  }),
  serveQuery(placesApi.relations, {
    reads: ['places_relation', 'people_person'],
    concerns: ({ id }) => ({ unitId: id }),
    sameForScope: true,
    subject: ofUnit,
    run: ({ read }, { id }) => listRelations(read, id),
  }),
  serveQuery(placesApi.story, {
    reads: ['places_story', 'management_operator'],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ofCompound,
    run: ({ read, at }, input) => readStory(read, at, input),
  }),
]

/** The units of one compound live in its stream; the view only tells which. */
function compoundIdOf(context: CommandContext, unitId: string): string {
  return context.views.read((read) => compoundOfUnit(read, unitId)).result ?? ''
}

const stateOfRegion = async (context: CommandContext, regionId: string) =>
  (await context.store.load(Regions, regionId)).state

/** Ids for everything that one command creates, in the order of asking. */
function idsOf(context: CommandContext): () => string {
  let index = 0
  return () => context.newId(index++)
}

const registering: readonly Served[] = [
  serveCommand(placesApi.registerRegion, {
    subject: ({ body }, read) => ({ regionIds: body.parentId === null ? [] : regionIdsFrom(read, body.parentId) }),
    async handle(context, { body }) {
      const { parentId } = body
      const regionId = context.newId()
      const executed = await context.execute(Regions, regionId, {
        command: { type: 'RegisterRegion', regionId, ...body },
        facts: async () => ({ parent: parentId === null ? null : await stateOfRegion(context, parentId) }),
      })
      return answerOf(regionId, executed)
    },
  }),
  serveCommand(placesApi.registerCompound, {
    // An unknown region covers nobody but who covers all; the decider then says what is wrong with it.
    subject: ({ body }, read) => ({ regionIds: regionIdsFrom(read, body.regionId) }),
    async handle(context, { body }) {
      const { regionId, blockId } = body
      const compoundId = context.newId()
      const executed = await context.execute(Compounds, compoundId, {
        command: { type: 'RegisterCompound', compoundId, ...body, planRow: null, today: context.today },
        facts: async () => ({
          region: await stateOfRegion(context, regionId),
          block: blockId === null ? null : await stateOfRegion(context, blockId),
        }),
      })
      return answerOf(compoundId, executed)
    },
  }),
  serveCommand(placesApi.acceptRenovation, {
    subject: inCompound,
    async handle(context, { params, body }) {
      const command = { type: 'AcceptRenovation', ...body, today: context.today } as const
      return answerOf(params.id, await context.execute(Compounds, params.id, { command }))
    },
  }),
  serveCommand(placesApi.registerBuildings, {
    subject: inCompound,
    async handle(context, { params, body }) {
      const newId = idsOf(context)
      const rows = body.rows.map((row) => ({
        ...row,
        buildingId: newId(),
        entrances: row.entrances.map((name) => ({ entranceId: newId(), name })),
      }))
      return answerOf(
        params.id,
        await context.execute(Compounds, params.id, { command: { type: 'RegisterBuildings', rows } }),
      )
    },
  }),
  serveCommand(placesApi.registerUnits, {
    subject: inCompound,
    async handle(context, { params, body }) {
      const newId = idsOf(context)
      const rows = body.rows.map((row) => ({ ...row, unitId: newId() }))
      return answerOf(
        params.id,
        await context.execute(Compounds, params.id, { command: { type: 'RegisterUnits', rows } }),
      )
    },
  }),
  serveCommand(placesApi.registerCommonParts, {
    subject: inCompound,
    async handle(context, { params, body }) {
      const newId = idsOf(context)
      const rows = body.rows.map((row) => ({ ...row, partId: newId() }))
      const command = { type: 'RegisterCommonParts', rows, today: context.today } as const
      return answerOf(params.id, await context.execute(Compounds, params.id, { command }))
    },
  }),
  serveCommand(placesApi.recordFloorArea, {
    subject: inUnit,
    async handle(context, { params, body }) {
      const command = { type: 'RecordFloorArea', unitId: params.id, ...body } as const
      return answerOf(params.id, await context.execute(Compounds, compoundIdOf(context, params.id), { command }))
    },
  }),
]

const relations: readonly Served[] = [
  serveCommand(placesApi.recordRelation, {
    subject: inUnit,
    async handle(context, { params, body }) {
      const relationId = context.newId()
      const compoundId = compoundIdOf(context, params.id)
      const executed = await context.execute(Units, params.id, {
        command: { type: 'RecordRelation', relationId, unitId: params.id, compoundId, ...body, today: context.today },
        facts: async () => ({ personKnown: (await context.store.load(Person, body.personId)).state !== null }),
      })
      return answerOf(await standingRelation(context, params.id, relationId, body), executed)
    },
  }),
  serveCommand(placesApi.endRelation, {
    subject: inUnit,
    async handle(context, { params, body }) {
      const executed = await context.execute(Units, params.id, { command: { type: 'EndRelation', ...body } })
      return answerOf(body.relationId, executed)
    },
  }),
]

/** What was so already was recorded under another id: that one is answered. */
async function standingRelation(
  context: CommandContext,
  unitId: string,
  relationId: string,
  { personId, relation, since }: { personId: string; relation: string; since: string },
): Promise<string> {
  const { state } = await context.store.load(Units, unitId)
  if (state.has(relationId)) return relationId
  const standing = [...state.values()].find(
    (one) => one.personId === personId && one.relation === relation && one.since === since,
  )
  return standing?.relationId ?? relationId
}

export const placesRoutes: readonly Served[] = [...queries, ...registering, ...relations]
