/** The outbox with a server played by hand. For tests. */
import { commandRoute, Id, instantOf, type Problem } from '@changxin/shared/kernel'
import { z } from 'zod'
import { type KeptStore, memoryStore } from './kept-store.ts'
import { createOutbox, type OutboxItem, type Taken } from './outbox.ts'
import { ProblemError } from './problem-error.ts'

const step = (verb: string) =>
  commandRoute({
    action: `test.${verb}`,
    path: `/api/things/:id/${verb}`,
    params: { id: Id },
    body: z.strictObject({
      occurredAt: z.string().optional(),
      note: z.string().optional(),
      files: z.array(z.string()).optional(),
    }),
    summary: verb,
  })
export const [take, finish] = [step('take'), step('finish')]
export const THING = '01900000-0000-7000-8000-000000000001'
export const OTHER = '01900000-0000-7000-8000-000000000002'
export const refused = (status: number, code: string) =>
  new ProblemError({ type: 'about:blank', title: code, status, code, detail: `${code}.` } satisfies Problem)
export const noNetwork = refused(0, 'unreachable')

export interface Told {
  readonly key: string
  readonly action: string
  readonly group: string
  readonly body: Record<string, unknown>
}

export interface Tabs {
  readonly store?: KeptStore<OutboxItem>
  /** Clock of the device, beside the server's. */
  readonly aheadMs?: number
  readonly alone?: <Result>(run: () => Promise<Result>) => Promise<Result>
}

/** What browsers do for `navigator.locks`. */
export function turns(): NonNullable<Tabs['alone']> {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const mine = last.then(run)
    last = mine.catch(() => undefined)
    return mine
  }
}

export function world({ store = memoryStore<OutboxItem>(), aheadMs = 0, alone = (run) => run() }: Tabs = {}) {
  const answers: (Error | 'ok')[] = []
  const uploads: (ProblemError | 'ok')[] = []
  const told: Told[] = []
  const sent: string[] = []
  const timers: { run: () => void; ms: number; cancelled: boolean }[] = []
  let keys = 0
  let nowMs = Date.parse('2026-03-01T00:00:00.000Z')
  const person = { id: 'p1' as string | null }
  const clock = { known: true }
  const onUpload: { run: () => void } = { run: () => undefined }
  const toTabs: (Taken | undefined)[] = []
  const outbox = createOutbox({
    store,
    async tell({ key, action, group }, body) {
      told.push({ key, action, group, body })
      const answer = answers.shift() ?? 'ok'
      if (answer !== 'ok') throw answer
      return { id: group, revision: told.length }
    },
    async upload({ name }) {
      sent.push(name)
      onUpload.run()
      const answer = uploads.shift() ?? 'ok'
      if (answer !== 'ok') throw answer
      return { sha256: `sha-${name}` }
    },
    personId: () => person.id,
    newKey: () => `k${++keys}`,
    now() {
      nowMs += 60_000
      return instantOf(nowMs + aheadMs)
    },
    aheadMs: () => (clock.known ? aheadMs : undefined),
    async askAheadMs() {
      clock.known = true
      return aheadMs
    },
    alone,
    tellTabs: (taken) => toTabs.push(taken),
    random: () => 1,
    setTimer(run, ms) {
      const timer = { run, ms, cancelled: false }
      timers.push(timer)
      return () => {
        timer.cancelled = true
      }
    },
  })
  const put = (route: typeof take, id = THING, more: object = {}) =>
    outbox.put({ route, params: { id }, body: {}, group: id, about: 'a thing', ...more })
  /** The next timer that still stands runs. */
  async function tick() {
    const timer = timers.filter(({ cancelled }) => !cancelled).at(-1)
    if (!timer) throw new Error('nothing is to be tried again')
    timer.cancelled = true
    timer.run()
    await outbox.drain()
  }
  return { outbox, put, tick, answers, uploads, told, sent, timers, person, store, clock, toTabs, onUpload }
}
