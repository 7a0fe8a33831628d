/** A few requests that are certain: what the demo's resident has asked for, and that today is a day like others. */
import { addDays } from '@changxin/shared/kernel'
import { msOf } from './calendar.ts'
import { randomOf } from './random.ts'
import { planReport } from './reports.ts'
import { tellRequest } from './request-story.ts'
import { INCIDENTS, type Trouble } from './texts.ts'
import type { LivingCompound, World } from './world.ts'

/** Days before the anchor, and the piece of the text that tells which trouble it is. */
const ASKED: readonly (readonly [daysBefore: number, hour: number, text: string])[] = [
  [410, 19.2, '厨房下水返水'],
  [221, 8.1, '可视对讲听不见'],
  [34, 12.6, '小广告贴满'],
  [1, 18.3, '卫生间漏水到楼下'],
]
/** Reported on the anchor day, each in another compound, from the first on. */
const TODAY_HOURS = [7.2, 8.05, 8.6, 9.3, 10.4, 11.7, 13.9, 15.2] as const

export function planOwnMatters(world: World): void {
  const home = world.county.staff.residentHome
  const own = world.compounds.find(({ plan }) => plan.id === home.compoundId)
  for (const [daysBefore, hour, text] of ASKED) {
    const day = addDays(world.county.anchor, -daysBefore)
    const trouble = INCIDENTS.find((one) => one.text.includes(text))
    if (own && trouble && own.plan.acceptedOn !== null && day > own.plan.acceptedOn)
      report(world, own, trouble, msOf(day, hour), true)
  }
  const living = world.compounds.filter(({ plan }) => plan.acceptedOn !== null && plan.units.length > 0)
  TODAY_HOURS.forEach((hour, index) => {
    const compound = living[(index * 5) % Math.max(1, living.length)]
    const trouble = INCIDENTS[(index * 7) % INCIDENTS.length]
    if (compound && trouble) report(world, compound, trouble, msOf(world.county.anchor, hour), false)
  })
}

function report(world: World, compound: LivingCompound, trouble: Trouble, atMs: number, isOwn: boolean): void {
  const { residentHome, residentsOf } = world.county.staff
  const random = randomOf(world.ids.seed, 'own-matters', compound.plan.key, atMs)
  const residents = residentsOf.get(compound.plan.id) ?? []
  const planned = planReport({
    compound,
    trouble,
    random,
    residents,
    tick: null,
    ...(isOwn ? { home: residentHome } : {}),
  })
  const plan = isOwn ? { ...planned, enteredByDesk: false, enteredLaterMs: 0 } : planned
  world.agenda.add(atMs, () => tellRequest(world, compound, plan))
}
