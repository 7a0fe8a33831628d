/** The monthly ten-tick check: what is out of order is mostly seen, and written down on the spot, by phone or on paper. */

import { TickItem } from '@changxin/shared/facilities'
import type { Day } from '@changxin/shared/kernel'
import { dayAt, HOUR_MS, msOf } from './calendar.ts'
import { Looks } from './streams.ts'
import { LOOK_NOTES } from './texts.ts'
import { deskOf, type LivingCompound, type World } from './world.ts'

/** Seen otherwise than it is. */
const MISTAKEN = 0.03
const MEANS = { 'on-site': 6, phone: 2, paper: 2 } as const

export function tellLook(world: World, compound: LivingCompound, day: Day): void {
  const { random } = compound
  const means = random.weighted(MEANS)
  const lookedMs = msOf(day, random.between(9, 17))
  // Sheets of paper are typed in when somebody brings them.
  const enteredMs = lookedMs + (means === 'paper' ? random.whole(4, 60) * HOUR_MS : 0)
  world.agenda.add(lookedMs, () => {
    const ticks = TickItem.options.map((item) => ({ item, result: seen(compound, item) }))
    const note = random.chance(0.1) ? random.pick(LOOK_NOTES) : null
    world.agenda.add(enteredMs, () => record(world, compound, { day, lookedMs, means, ticks, note }))
  })
}

function seen(
  { absent, faulty, random }: LivingCompound,
  item: (typeof TickItem.options)[number],
): 'absent' | 'faulty' | 'good' {
  if (absent.has(item)) return 'absent'
  const isFaulty = faulty.has(item) !== random.chance(MISTAKEN)
  return isFaulty ? 'faulty' : 'good'
}

interface Look {
  readonly day: Day
  readonly lookedMs: number
  readonly means: keyof typeof MEANS
  readonly ticks: { item: (typeof TickItem.options)[number]; result: ReturnType<typeof seen> }[]
  readonly note: string | null
}

function record(world: World, compound: LivingCompound, { day, lookedMs, means, ticks, note }: Look): void {
  const compoundId = compound.plan.id
  const { deskId, workerIds } = deskOf(world, compound)
  const by = means === 'on-site' ? (workerIds[0] ?? deskId) : deskId
  const lookId = world.ids.of('look', compound.plan.key, day)
  const command = {
    type: 'RecordLook',
    lookId,
    compoundId,
    kind: 'ten-tick',
    lookedOn: day,
    means,
    ticks,
    note,
  } as const
  world.journal.tell(Looks, compoundId, { ...command, today: dayAt(world.agenda.nowMs()) }, { by, atMs: lookedMs })
}
