import { figuresOf, type PlanArea, readPlanCsv } from '@changxin/shared/renovation'
import { expect, test } from 'vitest'
import { type CompoundInCounty, planCounty } from './county.ts'
import { areasOf, readPlanFile } from './plan-file.ts'

const plan = readPlanFile()
const areas = areasOf(plan)
const seed = 20_210_715
const county = planCounty({ areas, seed, anchor: '2026-11-20' })

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const figuresIn = (compounds: readonly CompoundInCounty[]) => ({
  compounds: compounds.length,
  buildings: sum(compounds.map(({ plan: { buildings } }) => buildings.length)),
  households: sum(compounds.map(({ plan: { units } }) => units.length)),
  floorArea: sum(compounds.flatMap(({ plan: { units } }) => units.map((unit) => unit.floorArea ?? Number.NaN))),
})

test('each row of the plan has exactly its compounds, buildings, households and floor area', () => {
  const byRow = Map.groupBy(county.compounds, (compound) => compound.plan.area.rowId)
  expect(areas.length).toBe(25)
  for (const { rowId, name, year, ...figures } of areas) {
    expect(figuresIn(byRow.get(rowId) ?? []), `${rowId} ${name}`).toEqual(figures)
    const accepted = (byRow.get(rowId) ?? []).map((compound) => compound.plan.acceptedOn?.slice(0, 4))
    expect(new Set(accepted), `${rowId} ${year}`).toEqual(new Set([String(year)]))
  }
})

test('only the row that somebody chose a figure for differs from what is printed', () => {
  const printed = figuresOf(plan.reading.rows, []).filter(({ row }) => row.year !== null)
  const differing = printed.flatMap(({ row, figures }) => {
    const area = areas.find(({ rowId }) => rowId === row.rowId)
    return Object.entries(figures)
      .filter(([field, value]) => area?.[field as keyof PlanArea] !== value)
      .map(([field]) => `${row.rowId} ${field}`)
  })
  expect(differing).toEqual(['r030 buildings'])
})

test('the two subdistricts have what the plan prints for them', () => {
  const { regions } = county.regions
  const parentOf = new Map(regions.map((region) => [region.id, region.parentId]))
  const subdistrict = regions.find((region) => region.name === '桂阳街道')
  const there = county.compounds.filter(({ plan: { communityId } }) => parentOf.get(communityId) === subdistrict?.id)
  expect(figuresIn(there)).toMatchObject({ compounds: 32, buildings: 128 })
})

test('compounds have names of their own, and doors are there once', () => {
  const names = county.compounds.map((compound) => compound.plan.name)
  expect(new Set(names).size).toBe(names.length)
  for (const {
    plan: { units },
  } of county.compounds) {
    expect(new Set(units.map((unit) => `${unit.entranceId} ${unit.door}`)).size).toBe(units.length)
  }
})

test('every mode is there, self-governance most, and some change', () => {
  const count = (mode: string) =>
    county.compounds.filter(({ modes }) => (modes.at(-1)?.mode ?? 'unknown') === mode).length
  const counts = ['property-company', 'service-centre', 'self-governance', 'none', 'unknown'].map(count)
  for (const one of counts) expect(one).toBeGreaterThanOrEqual(8)
  expect(Math.max(...counts)).toBe(count('self-governance'))
  expect(county.compounds.filter(({ modes }) => modes.length > 1).length).toBeGreaterThan(15)
})

test('about a third have a fund, and accounts have a home, a desk and a fund to look at', () => {
  const funds = county.compounds.filter(({ fund }) => fund !== null).length
  expect(funds / county.compounds.length).toBeGreaterThan(0.25)
  expect(funds / county.compounds.length).toBeLessThan(0.45)
  const { residentHome, people } = county.staff
  const home = county.compounds.find((compound) => compound.plan.id === residentHome.compoundId)
  expect(home?.fund).not.toBeNull()
  const scopeOf = (login: string) => people.find((person) => person.login === login)?.grants[0]?.scope.id
  expect(home?.modes.at(-1)).toMatchObject({ mode: 'service-centre', operatorId: scopeOf('centre') })
  expect(scopeOf('worker')).toBe(scopeOf('centre'))
  const committee = county.compounds.find((compound) => compound.plan.id === scopeOf('committee'))
  expect(committee).toMatchObject({ fund: {}, modes: [{ mode: 'self-governance' }] })
})

test('a table with fewer buildings than compounds, or none, is still built', () => {
  const csv =
    'year,area_name,compounds,buildings,area_10k_m2,households\n2021年度,某片区,4,2,0.5,40\n2022年度,另一片区,2,,,\n'
  const rows = figuresOf(readPlanCsv(csv).rows, [])
  const odd = rows.map(
    ({ row, figures }): PlanArea => ({ rowId: row.rowId, year: row.year ?? 0, name: row.areaName, ...figures }),
  )
  const { compounds } = planCounty({ areas: odd, seed, anchor: '2026-11-20' })
  expect(compounds.map(({ plan: { buildings } }) => buildings.length)).toEqual([1, 1, 0, 0, 0, 0])
  expect(sum(compounds.map(({ plan: { units } }) => units.length))).toBe(40)
})

test('an early anchor leaves later renovations without acceptance', () => {
  const early = planCounty({ areas, seed, anchor: '2023-03-01' })
  const open = early.compounds.filter(({ plan: { acceptedOn } }) => acceptedOn === null)
  expect(new Set(open.map(({ plan: { area } }) => area.year))).toEqual(new Set([2023, 2024, 2025]))
  expect(open.every(({ modes, fund }) => modes.length === 0 && fund === null)).toBe(true)
})
