/**
 * Commands that wait for the network. Each is kept on the device before anything else happens, and goes out in the order
 * it was given, with its own idempotency key, until the server has taken it. What the server refuses stays, in its words,
 * until the person has seen it and lets it go; later steps of the same thing wait behind it. Nothing is dropped silently.
 */
import type { CommandRoute, Instant, Problem } from '@changxin/shared/kernel'
import { computed, ref, shallowRef } from 'vue'
import { retryAfterMs } from '../live/backoff.ts'
import type { BodyOf, ParamsOf } from './client.ts'
import type { KeptStore } from './kept-store.ts'
import { ProblemError } from './problem-error.ts'

/** More than a day's work; beyond this something is wrong and the person must look. */
export const MAX_WAITING = 200
/** Taken steps that are remembered until the screen has caught up with them. */
const MAX_TAKEN = 50

export interface OutboxFile {
  readonly key: string
  readonly name: string
  readonly blob: Blob
  /** Once it has arrived. */
  readonly sha256: string | null
}

export interface OutboxItem {
  /** Idempotency key, and what it is found by. */
  readonly key: string
  readonly order: number
  readonly personId: string
  /** Steps of one group go out one after the other: the id of a request. */
  readonly group: string
  readonly action: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** Without the files, whose SHA-256 are added when they have arrived. */
  readonly body: Readonly<Record<string, unknown>>
  readonly files: readonly OutboxFile[]
  /** When it was tapped. */
  readonly occurredAt: Instant
  /** What the screen calls it: `20260301-8F3K2 · 3栋 502`. */
  readonly about: string
  readonly problem: Problem | null
}

/** Taken by the server, perhaps not yet on the screen. */
export interface Taken {
  readonly key: string
  /** What the server answered: the id of what was made or changed. */
  readonly id: string
  readonly group: string
  readonly action: string
  readonly revision: number
}

/** All that the sender needs of a route. */
export type OutboxRoute = Pick<CommandRoute, 'action' | 'path'>

export interface OutboxOptions {
  readonly store: KeptStore<OutboxItem>
  tell(item: OutboxItem, body: Record<string, unknown>): Promise<{ readonly id: string; readonly revision: number }>
  upload(file: OutboxFile): Promise<{ readonly sha256: string }>
  /** Whose steps go out now; null while nobody is signed in. */
  personId(): string | null
  newKey(): string
  now(): Instant
  random(): number
  /** Runs later; answers how to cancel it. */
  setTimer(run: () => void, ms: number): () => void
}

export interface Put<R extends CommandRoute> {
  readonly route: R
  readonly params: ParamsOf<R>
  readonly body: Omit<BodyOf<R>, 'files' | 'occurredAt'>
  readonly group: string
  readonly about: string
  readonly files?: readonly Omit<OutboxFile, 'sha256'>[]
  /** Files that have arrived already. */
  readonly arrived?: readonly string[]
  readonly occurredAt?: Instant | undefined
  readonly key?: string
}

/** What it will be on the wire; the device cannot keep the watched objects of a form. */
const plain = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value

const byOrder = (a: OutboxItem, b: OutboxItem) => a.order - b.order

export function createOutbox(options: OutboxOptions) {
  const { store } = options
  const all = shallowRef<readonly OutboxItem[]>([])
  const taken = shallowRef<readonly Taken[]>([])
  const sending = ref<string | null>(null)
  let failures = 0
  let running: Promise<void> | undefined
  let again = false
  let cancelTimer = () => {}

  const mine = computed(() => all.value.filter((item) => item.personId === options.personId()))

  async function load() {
    all.value = (await store.all()).sort(byOrder)
  }

  async function keep(item: OutboxItem) {
    await store.put(item.key, item)
    all.value = [...all.value.filter(({ key }) => key !== item.key), item].sort(byOrder)
  }

  async function remove(key: string) {
    await store.remove(key)
    all.value = all.value.filter((item) => item.key !== key)
  }

  /** Rejects when it could not be kept: then nothing was sent either, and the person must be told. */
  async function put<R extends CommandRoute>({ route, params, body, group, about, ...more }: Put<R>) {
    const personId = options.personId()
    if (personId === null) throw new Error('an outbox of nobody')
    await load()
    if (all.value.length >= MAX_WAITING) throw new RangeError('the outbox is full')
    const key = more.key ?? options.newKey()
    const arrived = more.arrived ?? []
    await keep({
      key,
      order: (all.value.at(-1)?.order ?? 0) + 1,
      personId,
      group,
      action: route.action,
      path: route.path,
      params: plain(params as Record<string, string>),
      body: plain({ ...(body as Record<string, unknown>), ...(arrived.length > 0 ? { files: arrived } : {}) }),
      files: (more.files ?? []).map((file) => ({ ...file, sha256: null })),
      occurredAt: more.occurredAt ?? options.now(),
      about,
      problem: null,
    })
    void drain()
    return key
  }

  /** The first that may go: nothing of its group stands refused before it. */
  function next(): OutboxItem | undefined {
    const blocked = new Set<string>()
    for (const item of mine.value) {
      if (item.problem) blocked.add(item.group)
      else if (!blocked.has(item.group)) return item
    }
    return undefined
  }

  async function deliver(item: OutboxItem) {
    let current = item
    for (const file of item.files) {
      if (file.sha256) continue
      const { sha256 } = await options.upload(file)
      // Kept, so that a break later does not send it again.
      current = { ...current, files: current.files.map((one) => (one.key === file.key ? { ...one, sha256 } : one)) }
      await keep(current)
    }
    const arrived = current.files.flatMap((file) => file.sha256 ?? [])
    const before = Array.isArray(current.body.files) ? (current.body.files as string[]) : []
    const files = [...new Set([...before, ...arrived])]
    const body = { ...current.body, ...(files.length > 0 ? { files } : {}), occurredAt: current.occurredAt }
    return options.tell(current, body)
  }

  async function work() {
    await load()
    for (let item = next(); item; item = next()) {
      sending.value = item.key
      try {
        const { id, revision } = await deliver(item)
        const { key, group, action } = item
        taken.value = [...taken.value, { key, id, group, action, revision }].slice(-MAX_TAKEN)
        await remove(item.key)
        failures = 0
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        if (isPassing(error)) return later(error)
        const kept = all.value.find(({ key }) => key === item?.key) ?? item
        await keep({ ...kept, problem: error.problem })
      }
    }
  }

  function later(error: ProblemError) {
    failures++
    const waitMs = Math.max(retryAfterMs(failures, options.random), error.retryAfterMs ?? 0)
    cancelTimer()
    cancelTimer = options.setTimer(() => void drain(), waitMs)
  }

  async function run() {
    do {
      again = false
      cancelTimer()
      await work()
    } while (again)
  }

  /** Sends what may go, one after the other; called while it runs, it looks once more at the end. */
  function drain(): Promise<void> {
    again = true
    running ??= run().finally(() => {
      running = undefined
      sending.value = null
    })
    return running
  }

  return {
    items: mine,
    sending,
    taken,
    put,
    drain,
    load,
    /** At page start, when the network is back: at once, however long it was down. */
    wake() {
      failures = 0
      return drain()
    },
    /** The person has read why it was refused and lets it go; what waited behind it is tried. */
    async discard(key: string) {
      await remove(key)
      await drain()
    },
    /** The person has put right what stood in the way. */
    async retry(key: string) {
      const item = all.value.find((one) => one.key === key)
      if (item) await keep({ ...item, problem: null })
      await drain()
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>

/** The network, an overloaded server, an ended session: the same command may go through later as it is. */
function isPassing({ problem: { status } }: ProblemError): boolean {
  return status === 0 || status >= 500 || status === 429 || status === 401 || status === 408
}
