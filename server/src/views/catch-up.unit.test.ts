/** Nobody is refused on what the views do not show yet, and where that cannot be known nobody is refused at all. */
import { type Position, Rejected } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { createCatchUp } from './catch-up.ts'

const word = { read: async () => null, write: async () => null }
const shared = { lease: word, agreed: word }

/** Views at 1, a log of several processes; `follows`: they reach what they are asked to wait for. */
function world({ head, follows }: { head: () => Promise<Position | null>; follows: boolean }) {
  let position: Position = 's1'
  const views = {
    position: () => position,
    async waitFor(wanted: Position) {
      if (follows) position = wanted
      return follows
    },
  }
  const catchUp = createCatchUp({ head, shared }, { newest: () => null }, views)
  /** Finds what was made at 2. */
  const look = () => {
    if (position < 's2') throw new Rejected('not-found')
    return 'found'
  }
  return { catchUp, look }
}

test('given another process made it a moment ago, it is found', async () => {
  const { catchUp, look } = world({ head: async () => 's2', follows: true })
  expect(await catchUp.unlessRefused(look)).toBe('found')
})

test('given the views show all that the log has, a refusal is a refusal', async () => {
  const { catchUp, look } = world({ head: async () => 's1', follows: true })
  await expect(catchUp.unlessRefused(look)).rejects.toMatchObject({ code: 'not-found' })
})

test('given the views do not follow in time, whoever asks is told to come again', async () => {
  const { catchUp, look } = world({ head: async () => 's2', follows: false })
  await expect(catchUp.unlessRefused(look)).rejects.toMatchObject({ code: 'not-ready' })
})

test('given the log is out of reach, nobody is refused who may be known elsewhere', async () => {
  const away = () => Promise.reject(new Error('away'))
  const { catchUp, look } = world({ head: away, follows: true })
  expect(await catchUp.wait()).toBe('unsure')
  await expect(catchUp.unlessRefused(look)).rejects.toMatchObject({ code: 'not-ready' })
})

test('a log of one process knows by itself what is durable', async () => {
  const catchUp = createCatchUp(
    { head: () => Promise.reject(new Error('not asked')) },
    { newest: () => 's2' },
    { position: () => 's1', waitFor: async () => false },
  )
  const refuse = () => {
    throw new Rejected('not-found')
  }
  await expect(catchUp.unlessRefused(refuse)).rejects.toMatchObject({ code: 'not-found' })
})
