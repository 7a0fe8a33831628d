/** Duties that are taken away while they begin leave nothing running: another node has them by then. */
import { expect, test, vi } from 'vitest'
import type { FeatureDeps } from '../feature.ts'
import { createDuties } from './duties.ts'

function world() {
  const on = { timer: false, processes: false, beside: 0 }
  const { promise: advanced, resolve: advance } = Promise.withResolvers<void>()
  const timer = {
    advanceTo: vi.fn(() => advanced),
    start() {
      on.timer = true
    },
    async stop() {
      on.timer = false
    },
  }
  const processes = {
    start() {
      on.processes = true
    },
    settle: async () => {},
    async stop() {
      on.processes = false
    },
  }
  const beside = () => {
    on.beside++
    return () => {
      on.beside--
    }
  }
  const feature = { slug: 'test', serve: () => [], run: beside }
  const deps = { nowMs: () => 0 } as FeatureDeps
  const duties = createDuties({ features: [feature as never], deps, timer, processes })
  duties.letTimePass()
  return { duties, on, timer, advance }
}

test('begun, everything runs; ended, nothing does', async () => {
  const { duties, on, advance } = world()
  advance()
  await duties.begin()
  expect(on).toEqual({ timer: true, processes: true, beside: 1 })
  await duties.end()
  expect(on).toEqual({ timer: false, processes: false, beside: 0 })
})

test('given they are lost while much that fell due is still being done, nothing begins after it', async () => {
  const { duties, on, timer, advance } = world()
  const begun = duties.begin()
  await vi.waitUntil(() => timer.advanceTo.mock.calls.length > 0)
  const ended = duties.end()
  advance()
  await Promise.all([begun, ended])
  expect(on).toEqual({ timer: false, processes: false, beside: 0 })
})

test('given they are lost and won again meanwhile, they run', async () => {
  const { duties, on, advance } = world()
  const all = [duties.begin(), duties.end(), duties.begin()]
  advance()
  await Promise.all(all)
  expect(on).toEqual({ timer: true, processes: true, beside: 1 })
})
