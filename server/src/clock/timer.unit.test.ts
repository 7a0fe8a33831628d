/** Time goes on: neither a matter that cannot be decided nor a clock that is years ahead may stop or spoil it. */
import { type Instant, Rejected } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import type { CommandStore } from '../commands/store.ts'
import type { DueItem, DueSource } from '../feature.ts'
import { createLogger } from '../logger.ts'
import type { Views } from '../views/views.ts'
import { createTimer } from './timer.ts'

/** A log of days alone, and views that always follow it. */
function timerOf(startDay: string | null, due: (append: () => string) => readonly DueItem[]) {
  const days: string[] = startDay === null ? [] : [startDay]
  let sequence = days.length
  const append = () => `s${String(++sequence).padStart(16, '0')}`
  const position = () => (sequence === 0 ? null : `s${String(sequence).padStart(16, '0')}`)
  const store = {
    load: async () => ({ state: days.length === 0 ? null : { day: days.at(-1) }, revision: days.length - 1 }),
    execute: async (_owner: unknown, _id: string, { command }: { command: { day: string } }) => {
      days.push(command.day)
      return { revision: days.length - 1, position: append(), hit: false }
    },
    newest: position,
  } as unknown as CommandStore
  const views = { position, waitFor: async () => true } as unknown as Views
  const items = due(append)
  const source: DueSource = {
    dueUntil: (instant: Instant) => items.filter((item) => item.dueAt <= instant),
    nextDueAt: () => undefined,
  }
  const timer = createTimer({ store, views, sources: [source], nowMs: () => 0, logger: createLogger('silent') })
  return { timer, days }
}

test('a matter that cannot be decided holds up neither the others nor the days', async () => {
  let fired = 0
  let tries = 0
  const { timer, days } = timerOf('2026-03-01', (append) => {
    const waiting: DueItem[] = [
      {
        dueAt: '2026-03-01T10:00:00.000Z',
        fire: async () => {
          tries++
          throw new TypeError('cannot be folded')
        },
      },
      {
        dueAt: '2026-03-01T11:00:00.000Z',
        fire: async () => {
          fired++
          waiting.pop()
          return append()
        },
      },
    ]
    return waiting
  })
  await timer.advanceTo('2026-03-03T01:00:00.000Z')
  expect(fired).toBe(1)
  expect(days).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
  expect(tries).toBeLessThan(10)
})

test('a log that cannot be reached is no matter to pass over', async () => {
  const { timer, days } = timerOf('2026-03-01', () => [
    {
      dueAt: '2026-03-01T10:00:00.000Z',
      fire: async () => {
        throw new Rejected('log-unavailable')
      },
    },
  ])
  await expect(timer.advanceTo('2026-03-03T01:00:00.000Z')).rejects.toThrow('log-unavailable')
  expect(days).toEqual(['2026-03-01'])
})

test('a clock that is decades ahead starts no day', async () => {
  const { timer, days } = timerOf('2026-03-01', () => [])
  await expect(timer.advanceTo('2099-01-01T00:00:00.000Z')).rejects.toMatchObject({ code: 'day-jump-too-far' })
  expect(days).toEqual(['2026-03-01'])
  await timer.advanceTo('2026-03-02T01:00:00.000Z')
  expect(days).toEqual(['2026-03-01', '2026-03-02'])
})
