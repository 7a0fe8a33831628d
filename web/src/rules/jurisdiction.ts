/** For which places somebody may make rules: the server has the last word, this only keeps the list short. */
import type { MeView } from '@changxin/shared/people'

type Grants = MeView['grants']

const makesRules = ({ role }: Grants[number]) => role === 'administrator' || role === 'overseer'

export const mayEverywhere = (grants: Grants): boolean =>
  grants.some((grant) => makesRules(grant) && grant.scope.kind === 'all')

interface Region {
  readonly id: string
  readonly parentId: string | null
}

/** Those of one's scopes, and those below them. */
export function regionsWithin<One extends Region>(regions: readonly One[], grants: Grants): One[] {
  if (mayEverywhere(grants)) return [...regions]
  const own = new Set(grants.filter(makesRules).flatMap(({ scope }) => (scope.kind === 'all' ? [] : [scope.id])))
  const parents = new Map(regions.map(({ id, parentId }) => [id, parentId]))
  const isWithin = (id: string | null): boolean => id !== null && (own.has(id) || isWithin(parents.get(id) ?? null))
  return regions.filter(({ id }) => isWithin(id))
}
