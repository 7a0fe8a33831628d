import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

function held() {
  const gate = createGate({ atOnce: 2, waiting: 1 })
  const finish: (() => void)[] = []
  const started: number[] = []
  const run = (number: number) =>
    gate.run(() => {
      started.push(number)
      return new Promise<number>((resolve) => finish.push(() => resolve(number)))
    })
  return { gate, finish, started, run }
}

test('runs so many at once, in the order they came', async () => {
  const { finish, started, run } = held()
  const all = [run(1), run(2), run(3)]
  expect(started).toEqual([1, 2])
  finish[0]?.()
  expect(await all[0]).toBe(1)
  await Promise.resolve()
  expect(started).toEqual([1, 2, 3])
  finish[1]?.()
  finish[2]?.()
  expect(await Promise.all(all)).toEqual([1, 2, 3])
})

test('refuses whoever would wait too long', async () => {
  const { finish, run } = held()
  const all = [run(1), run(2), run(3)]
  await expect(run(4)).rejects.toMatchObject({ code: 'too-many-requests' })
  finish[0]?.()
  finish[1]?.()
  await all[0]
  finish[2]?.()
  await Promise.all(all)
})

test('a task that fails makes room', async () => {
  const gate = createGate({ atOnce: 1, waiting: 1 })
  await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await gate.run(() => Promise.resolve('yes'))).toBe('yes')
})
