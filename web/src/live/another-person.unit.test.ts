/** An answer that was asked for by whoever was signed in before is neither shown to nor kept for whoever is now. */
import { queryRoute } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createLive } from './live-client.ts'

const list = queryRoute({
  action: 'test.list',
  path: '/api/list',
  input: {},
  output: z.object({ items: z.array(z.string()) }),
  summary: 'a list',
})

test('an answer on its way while somebody else signs in', async () => {
  const answers: ((items: string[]) => void)[] = []
  const saved: unknown[] = []
  const live = createLive({
    openSocket: () => ({ onmessage: null, onclose: null, send: () => undefined, close: () => undefined }),
    askFully: () =>
      new Promise((resolve) => {
        answers.push((items) => resolve({ output: { items }, stale: false, position: null }))
      }),
    kept: {
      load: async () => undefined,
      save: (_route, { output }) => saved.push(output),
      clear: () => undefined,
    },
    onSessionEnded: () => undefined,
    now: () => 0,
    random: () => 0,
    // No socket comes up: each subscription asks at once.
    setTimer(run, ms) {
      if (ms < 1_000) run()
      return () => undefined
    },
  })
  live.subscribe(list, {})
  live.forget()
  const second = live.subscribe(list, {})
  expect(answers).toHaveLength(2)
  answers[0]?.(['of the first'])
  answers[1]?.(['of the second'])
  await expect.poll(() => second.data.value).toEqual({ items: ['of the second'] })
  expect(saved).toEqual([{ items: ['of the second'] }])
})
