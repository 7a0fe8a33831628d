/** The holder of the client: patient with an outage that is new, short with one that lasts, and patient again after it. */
import { expect, test } from 'vitest'
import { LogUnavailable } from '../port.ts'
import type { OwnedClient } from './client.ts'
import { openConnection } from './connection.ts'

const LIMITS = { tryMs: 1_000, totalMs: 400 }

test('who comes after another has waited in vain is refused after one try; once one is answered all are waited for again', async () => {
  const connection = openConnection(() => ({ client: {}, end: async () => {} }) as unknown as OwnedClient, 10)
  let isUp = false
  let tries = 0
  const step = async () => {
    tries++
    if (!isUp) throw new Error('connection refused')
    return 'answer'
  }
  const triesOf = async () => {
    tries = 0
    await expect(connection.patiently('read', LIMITS, step)).rejects.toBeInstanceOf(LogUnavailable)
    return tries
  }
  expect(await triesOf()).toBeGreaterThan(1)
  expect(await triesOf()).toBe(1)
  expect(await triesOf()).toBe(1)
  isUp = true
  expect(await connection.patiently('read', LIMITS, step)).toBe('answer')
  isUp = false
  expect(await triesOf()).toBeGreaterThan(1)
  await connection.close()
})
