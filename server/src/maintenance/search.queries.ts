/**
 * What was typed into the search of requests, as a condition: every word must be in the texts of the request, in its
 * number, in the name of its place (`3栋 502`) or, four digits, at the end of the reporter's phone.
 *
 * Phones are never copied: they are compared in the table of people, with those of reporters in the compounds whose
 * people one may list (the access row `people.list`). Whoever may not see phones finds nothing by them.
 */
import { endOfPrefix, searchedTerms } from '@changxin/shared/kernel'
import { scopeOf } from '../access/scope.ts'
import type { QueryContext } from '../feature.ts'
import { allOf, type Condition } from '../views/keyset.ts'
import type { SqlValue } from '../views/projection.ts'

/** More words than this do not narrow further. */
const MAX_WORDS = 6
const PHONE_END = /^[0-9]{4}$/
const NOTHING: Condition = { sql: '1 = 0', params: [] }

/** `3栋502` are two words: the building and the door. Signs separate, whatever they mean elsewhere. */
function wordsOf(typed: string): string[] {
  const folded = typed.toWellFormed().normalize('NFKC').toLowerCase()
  const words = folded.split(/[^\p{L}\p{N}\p{M}]+|(?<=\p{Script=Han})(?=\p{N})/u).filter((word) => word !== '')
  return [...new Set(words)].slice(0, MAX_WORDS)
}

const anyOf = (...queries: readonly (Condition | undefined)[]): Condition => {
  const there = queries.filter((query) => query !== undefined)
  return { sql: there.map(({ sql }) => sql).join(' UNION '), params: there.flatMap(({ params }) => params) }
}

function docsByText(word: string): Condition | undefined {
  const [first, ...others] = searchedTerms(word).map(({ term, prefix }, index): Condition => {
    const column = `t${index}.term`
    return prefix
      ? { sql: `${column} >= ? AND ${column} < ?`, params: [term, endOfPrefix(term)] }
      : { sql: `${column} = ?`, params: [term] }
  })
  if (!first) return undefined
  const also = others.map(
    ({ sql }, index) =>
      ` AND EXISTS (SELECT 1 FROM maintenance_search_term t${index + 1} WHERE ${sql} AND t${index + 1}.doc = t0.doc)`,
  )
  return {
    sql: `SELECT t0.doc FROM maintenance_search_term t0 WHERE ${first.sql}${also.join('')}`,
    params: [first, ...others].flatMap(({ params }) => params),
  }
}

/** A number stands by itself: 3栋 is not in 13栋. Words have no signs that GLOB knows. */
function nameMatches(name: string, word: string): Condition {
  return /^[0-9]/.test(word)
    ? { sql: `(${name} GLOB ? OR ${name} GLOB ?)`, params: [`${word}*`, `*[^0-9]${word}*`] }
    : { sql: `instr(${name}, ?) > 0`, params: [word] }
}

/** Table, id and name of whatever a request may be about. */
const NAMED = [
  ['places_unit', 'unit_id', 'searched'],
  ['places_building', 'building_id', 'lower(name)'],
  ['places_entrance', 'entrance_id', 'lower(name)'],
  ['places_part', 'part_id', 'lower(name)'],
  ['places_compound', 'compound_id', 'lower(name)'],
] as const

function docsByPlace(word: string, inCompounds: Condition): Condition {
  const places = NAMED.map(([table, id, name]) => {
    const where = allOf(inCompounds, nameMatches(name, word))
    return { sql: `SELECT ${id} FROM ${table} WHERE ${where.sql}`, params: where.params }
  })
  return {
    sql: `SELECT p.doc FROM maintenance_search_place p WHERE p.place_id IN (${places.map(({ sql }) => sql).join(' UNION ALL ')})`,
    params: places.flatMap(({ params }) => params),
  }
}

function requestsByPhone(word: string, { principal }: QueryContext): Condition | undefined {
  if (!PHONE_END.test(word)) return undefined
  const { sql, params } = scopeOf('people.list', principal).where('m.compound_id')
  return {
    sql: `SELECT m.request_id FROM maintenance_request m
      WHERE ${sql} AND m.reporter_id IN (SELECT person_id FROM people_person WHERE substr(phone, -4) = ?)`,
    params: [...params, word],
  }
}

/** Where names of places are looked for: no further than requests of `r` that one may see. */
function compoundsOf({ scope }: QueryContext, own: Condition, compoundId: string | undefined): Condition {
  const staff = scope.where('compound_id')
  const reached: Condition = scope.all
    ? staff
    : {
        sql: `${staff.sql} OR compound_id IN (SELECT r.compound_id FROM maintenance_request r WHERE ${own.sql})`,
        params: [...staff.params, ...own.params],
      }
  const asked = compoundId === undefined ? undefined : { sql: 'compound_id = ?', params: [compoundId] as SqlValue[] }
  return allOf(reached, asked)
}

/**
 * A condition on `r.request_id`, which narrows and never widens what one may see; undefined when nothing was typed.
 * `own`: the condition on `r` for one's own requests, whatever one's scope.
 */
export function searchCondition(
  context: QueryContext,
  own: Condition,
  { q = '', compoundId }: { readonly q?: string | undefined; readonly compoundId?: string | undefined },
): Condition | undefined {
  if (q.trim() === '') return undefined
  const words = wordsOf(q)
  if (words.length === 0) return NOTHING
  const inCompounds = compoundsOf(context, own, compoundId)
  return allOf(
    ...words.map((word) => {
      const docs = anyOf(docsByText(word), docsByPlace(word, inCompounds))
      const inTexts = {
        sql: `SELECT d.request_id FROM maintenance_search_doc d WHERE d.doc IN (${docs.sql})`,
        params: docs.params,
      }
      const { sql, params } = anyOf(inTexts, requestsByPhone(word, context))
      return { sql: `r.request_id IN (${sql})`, params }
    }),
  )
}
