import { Rejected } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { createLogger } from '../logger.ts'
import type { Applied } from '../views/views.ts'
import { MAX_PENDING, type Pending } from './process.ts'
import { createProcessRunner } from './runner.ts'

/** Causes without an effect, as a view would show them. */
function world() {
  const causes = new Set<string>()
  const done: string[] = []
  let listener: (applied: Applied) => void = () => undefined
  const views = {
    read: <Result>(run: (read: never) => Result) => ({ result: run(undefined as never), position: null }),
    waitFor: async () => true,
    onApplied(heard: typeof listener) {
      listener = heard
      return () => (listener = () => undefined)
    },
  }
  const effect = (key: string): Pending => ({
    key,
    async run() {
      if (key === 'refused') throw new Rejected('not-found')
      causes.delete(key)
      done.push(key)
      return null
    },
  })
  const runner = createProcessRunner({ views, store: { newest: () => null }, logger: createLogger('silent') }, [
    { name: 'test', reads: ['causes'], pending: () => [...causes].slice(0, MAX_PENDING).map(effect) },
  ])
  const shown = (...keys: string[]) => {
    for (const key of keys) causes.add(key)
    listener({ position: 's1' as never, touches: [{ table: 'causes' }] })
  }
  return { runner, causes, done, shown }
}

test('given causes from before the start, when it starts, then each has its effect once', async () => {
  const { runner, done, shown } = world()
  shown('a', 'b')
  expect(done).toEqual([])
  runner.start()
  await runner.settle()
  await runner.settle()
  expect(done).toEqual(['a', 'b'])
  await runner.stop()
})

test('given a cause that is refused, then those behind it have their effect all the same', async () => {
  const { runner, done, shown } = world()
  runner.start()
  shown('refused', 'b')
  await runner.settle()
  expect(done).toEqual(['b'])
  await runner.stop()
})

test('given more causes than one look takes, and one of them is refused, then all the others have their effect at once', async () => {
  const { runner, done, shown } = world()
  const others = Array.from({ length: 2 * MAX_PENDING }, (_, index) => `c${index}`)
  runner.start()
  shown('refused', ...others)
  await runner.settle()
  expect(done).toEqual(others)
  await runner.stop()
})

test('given it was stopped, then nothing has an effect any more', async () => {
  const { runner, done, causes, shown } = world()
  runner.start()
  await runner.stop()
  shown('late')
  await runner.settle()
  expect([done, [...causes]]).toEqual([[], ['late']])
})
