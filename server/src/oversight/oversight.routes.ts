/** Serves oversight: overview, newest events, curve, freshness and its definition. */
import type { Day } from '@changxin/shared/kernel'
import { oversightApi } from '@changxin/shared/oversight'
import type { Subject } from '../access/may.ts'
import type { Scope } from '../access/scope.ts'
import { newestDay } from '../clock/index.ts'
import { type Served, serveQuery } from '../feature.ts'
import { recentStory, subjectOfCompound } from '../places/index.ts'
import type { Read } from '../views/views.ts'
import {
  CURVE_MINIMUM_N,
  curveOf,
  definitionInForce,
  freshnessHistory,
  freshnessOn,
  keptTally,
  lastEndedDay,
  regionOf,
  regionPath,
  regionsBelow,
  summedTally,
  tallyOf,
} from './oversight.queries.ts'
import { ALL } from './tally.ts'

export const subjectOfRegion = (read: Read, regionId: string | undefined): Subject | null => {
  if (regionId === undefined) return {}
  return regionOf(read, regionId) ? { regionIds: regionPath(read, regionId) } : null
}

/** What may be seen of a region: all of it when a grant covers it, else the compounds in it that one may see. */
export function within(scope: Scope, regionId: string | undefined): Scope {
  if (regionId === undefined) return scope
  return {
    ...scope,
    all: false,
    where(column) {
      const own = scope.where(column)
      return {
        sql: `(${own.sql} AND ${column} IN (SELECT c.compound_id FROM oversight_compound c, json_each(c.scopes) s WHERE s.value = ?))`,
        params: [...own.params, regionId],
      }
    },
  }
}

const overview = serveQuery(oversightApi.overview, {
  reads: ['oversight_tally', 'oversight_compound', 'oversight_region'],
  sameForScope: true,
  subject: ({ regionId }, read) => subjectOfRegion(read, regionId),
  run({ read, scope, may }, { regionId, asOf }) {
    const region = regionId === undefined ? undefined : regionOf(read, regionId)
    const whole = (id: string | undefined) =>
      id === undefined
        ? scope.all
        : may('oversight.overview', { regionIds: regionPath(read, id) }) && covers(scope, read, id)
    const tally = (id: string | undefined) =>
      tallyOf(whole(id) ? keptTally(read, id ?? ALL, asOf) : summedTally(read, within(scope, id), asOf))
    const items = regionsBelow(read, regionId ?? null)
      .map((below) => ({ id: below.region_id, level: below.level, name: below.name, ...tally(below.region_id) }))
      .filter((item) => item.compounds > 0)
    return {
      day: asOf ?? newestDay(read) ?? null,
      region: region
        ? { id: region.region_id, name: region.name, level: region.level, parentId: region.parent_id }
        : null,
      tally: tally(regionId),
      items,
    }
  },
})

/** True when the scope leaves out no compound of the region. */
function covers(scope: Scope, read: Read, regionId: string): boolean {
  if (scope.all) return true
  const where = scope.where('c.compound_id')
  const left = read.get<{ n: number }>(
    `SELECT count(*) AS n FROM oversight_compound c, json_each(c.scopes) s WHERE s.value = ? AND NOT (${where.sql})`,
    regionId,
    ...where.params,
  )
  return left?.n === 0
}

const recent = serveQuery(oversightApi.recent, {
  reads: ['places_story'],
  sameForScope: true,
  subject: ({ regionId }, read) => subjectOfRegion(read, regionId),
  run: ({ read, scope }, { regionId, limit }) => ({ items: recentStory(read, within(scope, regionId), limit) }),
})

const curve = serveQuery(oversightApi.curve, {
  reads: ['oversight_compound'],
  sameForScope: true,
  subject: ({ regionId }, read) => subjectOfRegion(read, regionId),
  run({ read, scope }, { regionId }) {
    const day = newestDay(read)
    return {
      version: (day && definitionInForce(read, day)?.version) || 0,
      minimumN: CURVE_MINIMUM_N,
      items: curveOf(read, within(scope, regionId).where('v.compound_id')),
    }
  },
})

const freshness = serveQuery(oversightApi.freshness, {
  reads: ['oversight_compound'],
  sameForScope: true,
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run({ read }, { id, asOf }) {
    const ended = lastEndedDay(read)
    const day: Day | undefined = asOf !== undefined && ended !== undefined && asOf < ended ? asOf : ended
    const compound = read.get<{ last_look_on: string | null }>(
      'SELECT last_look_on FROM oversight_compound WHERE compound_id = ?',
      id,
    )
    const found = day === undefined ? undefined : freshnessOn(read, id, day)
    const lastLookOn = found ? found.lastLookOn : (compound?.last_look_on ?? null)
    return {
      compoundId: id,
      day: day ?? newestDay(read) ?? '1970-01-01',
      version: found?.version ?? 0,
      value: found?.result.value ?? null,
      band: found?.result.band ?? null,
      unratedReason: found ? found.result.unratedReason : 'no-look',
      lastLookOn,
      parts: found ? [...found.result.parts] : [],
      history: day === undefined ? [] : freshnessHistory(read, id, day),
    }
  },
})

const definition = serveQuery(oversightApi.definition, {
  reads: ['oversight_definition'],
  sameForScope: true,
  subject: () => ({}),
  run({ read }) {
    const day = newestDay(read)
    return (day && definitionInForce(read, day)) || null
  },
})

export const oversightServed: readonly Served[] = [overview, recent, curve, freshness, definition]
