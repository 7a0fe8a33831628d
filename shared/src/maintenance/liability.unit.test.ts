/** Who must pay and act: the table of suggestions, and that no suggestion is one the law would refuse. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { Mode } from '../management/index.ts'
import { CommonPartKind } from '../places/index.ts'
import { Category, RequestPlace } from './events.ts'
import { StatedFact } from './liability.events.ts'
import { AFTER, facts, INSIDE, roof } from './liability.fixture.ts'
import { grounds } from './liability.grounds.ts'
import { checkRoute, type LiabilityFacts, liabilityOf } from './liability.ts'
import { warrantyOf } from './liability.warranty.ts'

const LETTERS = {
  owner: 'O',
  utility: 'U',
  contractor: 'C',
  operator: 'P',
  'repair-fund': 'F',
  'cost-share': 'S',
  unknown: '?',
} as const
const warranted = (kind: CommonPartKind, until: string | null) => ({
  ...roof,
  kind,
  acceptedOn: null,
  warrantyUntil: until,
})

/** One letter a mode: company, centre, self-governance, none, unknown. Inside the warranty | after it | not known. */
function lettersOf(change: Partial<LiabilityFacts>, kind: CommonPartKind): string {
  return [AFTER, INSIDE, null]
    .map((until) =>
      Mode.options
        .map((mode) => liabilityOf(facts({ ...change, mode, day: '2025-01-01', part: warranted(kind, until) })).route)
        .map((route) => LETTERS[route])
        .join(''),
    )
    .join(' | ')
}

const OWNER = 'OOOOO | OOOOO | OOOOO'
const UTILITY = 'CCCCC | UUUUU | UUUUU'
const CARE = 'CCCCC | PPPS? | PPPS?'
const EQUIPMENT = 'CCCCC | PPPF? | PPP??'
const SUBSTANCE = 'CCCCC | FFFFF | ?????'
const SERVICE = 'PPPS? | PPPS? | PPPS?'
const LOOK_FIRST = '????? | ????? | ?????'

const byCategory: Readonly<Record<Category, { kind: CommonPartKind; unit: string; elsewhere: string }>> = {
  water: { kind: 'water-supply', unit: OWNER, elsewhere: UTILITY },
  power: { kind: 'power', unit: OWNER, elsewhere: UTILITY },
  drain: { kind: 'drain', unit: OWNER, elsewhere: CARE },
  lighting: { kind: 'lighting', unit: OWNER, elsewhere: CARE },
  'roof-leak': { kind: 'roof', unit: SUBSTANCE, elsewhere: SUBSTANCE },
  wall: { kind: 'external-wall', unit: LOOK_FIRST, elsewhere: SUBSTANCE },
  road: { kind: 'road', unit: SUBSTANCE, elsewhere: SUBSTANCE },
  lift: { kind: 'lift', unit: EQUIPMENT, elsewhere: EQUIPMENT },
  fire: { kind: 'fire-system', unit: EQUIPMENT, elsewhere: EQUIPMENT },
  stairwell: { kind: 'stairwell', unit: CARE, elsewhere: CARE },
  door: { kind: 'entrance-door', unit: CARE, elsewhere: CARE },
  green: { kind: 'green', unit: CARE, elsewhere: CARE },
  security: { kind: 'security', unit: CARE, elsewhere: CARE },
  parking: { kind: 'parking', unit: CARE, elsewhere: CARE },
  sanitation: { kind: 'other', unit: SERVICE, elsewhere: SERVICE },
  other: { kind: 'other', unit: OWNER, elsewhere: LOOK_FIRST },
}
const byPart: Readonly<Record<CommonPartKind, string>> = {
  roof: SUBSTANCE,
  'external-wall': SUBSTANCE,
  structure: SUBSTANCE,
  road: SUBSTANCE,
  'wall-fence': SUBSTANCE,
  'water-supply': UTILITY,
  power: UTILITY,
  lift: EQUIPMENT,
  'fire-system': EQUIPMENT,
  charging: EQUIPMENT,
  stairwell: CARE,
  'entrance-door': CARE,
  drain: CARE,
  'septic-tank': CARE,
  lighting: CARE,
  green: CARE,
  security: CARE,
  parking: CARE,
  fitness: CARE,
  other: CARE,
}

describe('the suggestion', () => {
  const places = RequestPlace.shape.kind.options.filter((place) => place !== 'common-part')
  const rows = Category.options.flatMap((category) =>
    places.map((place) => {
      const { kind, unit, elsewhere } = byCategory[category]
      return [place, category, place === 'unit' ? unit : elsewhere, kind] as const
    }),
  )
  test.each(rows)('at a %s for %s: %s', (place, category, expected, kind) =>
    expect(lettersOf({ place, category }, kind)).toBe(expected),
  )
  test.each(Object.entries(byPart))('for a registered %s, whatever the category says: %s', (kind, expected) => {
    for (const category of ['other', 'roof-leak', 'water'] as const)
      expect(lettersOf({ place: 'common-part', category }, kind as CommonPartKind)).toBe(expected)
  })
  test('without a fund what the fund would pay is shared', () => {
    expect(liabilityOf(facts()).route).toBe('repair-fund')
    expect(liabilityOf(facts({ fundOpen: false }))).toMatchObject({
      route: 'cost-share',
      ground: { code: 'shared-by-floor-area', article: '民法典第二百八十三条' },
    })
  })
  test.each([
    ['property-company', 'service-contract', '民法典第九百四十二条'],
    ['service-centre', 'other-manager', '民法典第二百八十四条'],
    ['self-governance', 'self-managed', '民法典第二百八十四条'],
  ] as const)('the operator of a %s acts on the ground %s, %s', (mode, code, article) =>
    expect(liabilityOf(facts({ mode, part: { ...roof, kind: 'stairwell' } })).ground).toEqual({ code, article }),
  )
})

describe('what is missing', () => {
  const missing = (change: Partial<LiabilityFacts>, stated: StatedFact[] = []) =>
    liabilityOf(facts(change), stated).missing
  test('says who could tell, and goes away with the answer', () => {
    const drain = { place: 'unit', category: 'drain', part: null, candidates: 0 } as const
    expect(missing(drain)).toEqual(['main-or-branch'])
    expect(missing(drain, ['common-part'])).toEqual(['part-unregistered', 'scale'])
    expect(missing({ ...drain, candidates: 2 }, ['common-part'])).toEqual(['which-part', 'scale'])
    expect(missing(drain, ['common-part', 'warranty-over'])).toEqual(['scale'])
  })
  test.each([
    ['a part without dates', { part: { ...roof, acceptedOn: null, warrantyUntil: null } }, ['warranty']],
    ['which contractor', { day: INSIDE }, ['which-contractor']],
    [
      'which utility, and whether it has taken over',
      { place: 'compound', category: 'power' },
      ['handed-over', 'which-utility'],
    ],
    ['who manages', { place: 'compound', category: 'sanitation', mode: 'unknown' }, ['manager']],
    ['nothing after the warranty where nobody manages', { mode: 'none' }, []],
  ] as const)('%s', (_, change, expected) => expect(missing(change as Partial<LiabilityFacts>)).toEqual(expected))
})

const anyDay = fc.constantFrom(null, '1998-05-01', '2019-01-01', '2023-12-31', '2024-01-01', '2030-01-01')
const anyFacts = fc
  .record({
    day: fc.constantFrom('2024-01-01', '2025-12-31', '2029-01-01'),
    place: fc.constantFrom(...RequestPlace.shape.kind.options),
    category: fc.constantFrom(...Category.options),
    text: fc.constant('坏了'),
    part: fc.record({
      partId: fc.constant('p'),
      kind: fc.constantFrom(...CommonPartKind.options),
      acceptedOn: anyDay,
      warrantyUntil: anyDay,
    }),
    noPart: fc.boolean(),
    mode: fc.constantFrom(...Mode.options),
    fundOpen: fc.boolean(),
  })
  .map(({ noPart, ...rest }): LiabilityFacts => {
    const part = noPart && rest.place !== 'common-part' ? null : rest.part
    return { ...rest, part, candidates: part ? 1 : 0, operatorId: null }
  })
const anyStated = fc.uniqueArray(fc.constantFrom(...StatedFact.options))
const RUNS = seeded(2_000)

describe('for whatever was reported', () => {
  test('the suggestion is never a refused route, stands on an article, and unknown asks something', () => {
    fc.assert(
      fc.property(anyFacts, anyStated, (about, stated) => {
        const { route, ground, missing } = liabilityOf(about, stated)
        expect(checkRoute(route, about, stated)?.code).toBeUndefined()
        expect(ground.article).toBe(grounds[ground.code].article)
        expect(ground.article === null).toBe(route === 'unknown')
        if (route === 'unknown') expect(missing).not.toEqual([])
        expect(new Set(missing).size).toBe(missing.length)
      }),
      RUNS,
    )
  })
  test('nothing of the fund inside a warranty, for cleaning, for damage, or where there is no fund', () => {
    fc.assert(
      fc.property(anyFacts, anyStated, (about, stated) => {
        if (checkRoute('repair-fund', about, stated)) return
        expect(about.fundOpen).toBe(true)
        expect(about.category).not.toBe('sanitation')
        expect(stated).not.toContain('damaged')
        const { state } = warrantyOf(about.part, about.day)
        expect(state === 'over' || (state === 'unknown' && stated.includes('warranty-over'))).toBe(true)
      }),
      RUNS,
    )
  })
})
