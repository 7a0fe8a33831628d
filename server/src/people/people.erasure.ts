/** Erasing: `PersonErased` is said first, for good; then the personal stream goes. What a crash left is done at the next start. */
import type { FeatureDeps } from '../feature.ts'
import { Person } from './people.aggregates.ts'

type Parts = Pick<FeatureDeps, 'log' | 'store'>

export async function eraseStream({ log, store }: Parts, personId: string): Promise<void> {
  const stream = `${Person.category}-${personId}`
  await log.erase(stream)
  store.forget(stream)
  // A command that was decided before it was forgotten may have written behind the erasure; none can any more.
  await log.erase(stream)
  store.forget(stream)
}

/** Erases what was to be erased when the process stopped. */
export async function finishErasures({ log, store, views }: Parts & Pick<FeatureDeps, 'views'>): Promise<void> {
  const erased = views.read((read) => read.all<{ person_id: string }>('SELECT person_id FROM people_erased')).result
  for (const { person_id: personId } of erased) {
    const left = await log.read(`${Person.category}-${personId}`)
    if (left.length > 0) await eraseStream({ log, store }, personId)
  }
}
