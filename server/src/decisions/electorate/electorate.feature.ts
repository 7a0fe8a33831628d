/** What a proposal would freeze, for whoever writes one: a part of decisions that only reads. */
import { electorateApi } from '@changxin/shared/decisions'
import { type ServerFeature, serveQuery } from '../../feature.ts'
import { subjectOfCompound } from '../../places/index.ts'
import { viewElectorate } from './electorate.queries.ts'

const electorate = serveQuery(electorateApi.electorate, {
  reads: ['places_unit', 'places_relation', 'clock_day'],
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: viewElectorate,
})

export const electorateFeature: ServerFeature = {
  slug: 'decisions',
  projections: [],
  serve: () => [electorate],
}
