/** Regions that one may be in charge of: those of one's scopes and what lies in them; all for whoever sees all. */
import { placesApi } from '@changxin/shared/places'
import { computed } from 'vue'
import { useLive } from '../../live/index.ts'
import { useSession } from '../../session/session.ts'

const ACTING = new Set(['manager', 'clerk', 'administrator', 'overseer'])

interface Region {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
}

/** Those below (or among) the given ones, in the order in which they come. */
export function regionsWithin<One extends Region>(regions: readonly One[], tops: ReadonlySet<string>): One[] {
  const byId = new Map(regions.map((region) => [region.id, region]))
  const isWithin = (region: One | undefined): boolean =>
    region !== undefined && (tops.has(region.id) || (region.parentId !== null && isWithin(byId.get(region.parentId))))
  return regions.filter(isWithin)
}

export function useRegions(isNeeded: () => boolean) {
  const session = useSession()
  const { data } = useLive(placesApi.regions, () => (isNeeded() ? {} : null))
  const scopes = computed(() =>
    (session.me?.grants ?? []).filter(({ role }) => ACTING.has(role)).map(({ scope }) => scope),
  )
  return computed(() => {
    const all = data.value?.items ?? []
    const mine = scopes.value.some(({ kind }) => kind === 'all')
      ? all
      : regionsWithin(all, new Set(scopes.value.map(({ id }) => id)))
    return mine.map(({ id, name }) => ({ value: id, label: name }))
  })
}
