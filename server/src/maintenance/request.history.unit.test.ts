/** A request with more steps than a page shows at once: the report and the newest stay, and all of them can be read. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { projected, queryContext, recorded } from '../../../test/kit/projection-spec.ts'
import { minutes, noted, reportedEvent } from '../../../test/kit/request-fixtures.ts'
import { clockProjection } from '../clock/clock.projection.ts'
import { managementProjection } from '../management/management.projection.ts'
import { peopleProjection } from '../people/people.projection.ts'
import { placesProjection } from '../places/places.projection.ts'
import { maintenanceProjection } from './maintenance.projection.ts'
import { listSteps, MAX_STEPS_SHOWN } from './request.history.ts'
import { viewRequest } from './request.view.ts'
import { statsProjection } from './stats.projection.ts'

const projections = [
  clockProjection,
  placesProjection,
  managementProjection,
  peopleProjection,
  maintenanceProjection,
  statsProjection,
]
const withNotes = (count: number) =>
  queryContext(
    projected(projections, [
      recorded(reportedEvent(), { occurredAt: minutes(0), stream: 'request-r1' }),
      ...Array.from({ length: count }, (_, index) =>
        recorded(noted(`n${index}`), { occurredAt: minutes(index + 1), stream: 'request-r1' }),
      ),
    ]).read,
  )

test.each([
  [MAX_STEPS_SHOWN - 2, MAX_STEPS_SHOWN - 1, 0],
  [MAX_STEPS_SHOWN - 1, MAX_STEPS_SHOWN, 0],
  [MAX_STEPS_SHOWN, MAX_STEPS_SHOWN + 1, 0],
  [MAX_STEPS_SHOWN + 50, MAX_STEPS_SHOWN + 1, 50],
])('with %i notes the page shows %i steps and says that %i are left out', (notes, shown, left) => {
  const view = viewRequest(withNotes(notes), 'r1')
  expect(view?.steps).toHaveLength(shown)
  expect(view?.moreSteps).toBe(left)
  expect(view?.steps[0]?.type).toBe('RequestReported')
  const times = view?.steps.map(({ occurredAt }) => occurredAt) ?? []
  expect(times).toEqual(times.toSorted())
  expect(times.at(-1)).toBe(minutes(notes))
})

test('page by page all steps come, each once, the newest first', () => {
  const context = withNotes(MAX_STEPS_SHOWN + 50)
  const seen: string[] = []
  for (let cursor: string | undefined, more = true; more; ) {
    const page = listSteps(context, maintenanceApi.steps.input.parse({ id: 'r1', limit: 100, cursor }))
    seen.push(...(page?.items.map(({ occurredAt }) => occurredAt) ?? []))
    cursor = page?.next
    more = cursor !== undefined
  }
  expect(seen).toHaveLength(MAX_STEPS_SHOWN + 51)
  expect(seen).toEqual(seen.toSorted().toReversed())
  expect(new Set(seen).size).toBe(seen.length)
  expect(listSteps(context, maintenanceApi.steps.input.parse({ id: 'nothing' }))).toBeNull()
})
