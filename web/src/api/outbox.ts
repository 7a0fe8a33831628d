/**
 * Commands that wait for the network. Each is kept on the device before anything else happens, and goes out in the order
 * it was given, with its own idempotency key, until the server has taken it. What the server refuses stays, in its words,
 * until the person has seen it and lets it go; later steps of the same thing wait behind it. Nothing is dropped silently.
 */
import { type CommandRoute, epochMsOf, type Instant, instantOf } from '@changxin/shared/kernel'
import { computed, ref, shallowRef } from 'vue'
import { retryAfterMs } from '../live/backoff.ts'
import type { BodyOf, ParamsOf } from './client.ts'
import type { KeptStore } from './kept-store.ts'
import type { OutboxFile, OutboxItem, Taken } from './outbox-item.ts'
import { createShelf } from './outbox-shelf.ts'
import { ProblemError, unreachable } from './problem-error.ts'

export type { OutboxFile, OutboxItem, Taken } from './outbox-item.ts'

/** More than a day's work of one person; beyond this something is wrong and they must look. */
export const MAX_WAITING = 200
/** Taken steps that are remembered until the screen has caught up with them. */
const MAX_TAKEN = 50

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
  /** By how much this device's clock is ahead of the server's, as far as it is known. */
  aheadMs(): number | undefined
  /** The same, asked for: rejects like a command when the server cannot be reached. */
  askAheadMs(): Promise<number>
  random(): number
  /** Runs later; answers how to cancel it. */
  setTimer(run: () => void, ms: number): () => void
  /** One tab at a time. */
  alone<Result>(run: () => Promise<Result>): Promise<Result>
  /** For the other tabs: what waits has changed, or one was taken. */
  tellTabs(taken?: Taken): void
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
  /** By a person's own words; else it is the moment of the tap. */
  readonly occurredAt?: Instant | undefined
  readonly key?: string
}

/** What the person puts right before a refused step is tried again. */
export interface Amendment {
  /** It happened now: the clock of the device said something else that cannot be. */
  readonly asOfNow?: boolean
  /** Without the file that was refused. */
  readonly withoutFile?: boolean
}

/** What it will be on the wire; the device cannot keep the watched objects of a form. */
const plain = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value
const earlier = (at: Instant, ms: number) => (ms === 0 ? at : instantOf(epochMsOf(at) - ms))

export function createOutbox(options: OutboxOptions) {
  const shelf = createShelf(options.store, () => options.tellTabs())
  const taken = shallowRef<readonly Taken[]>([])
  const sending = ref<string | null>(null)
  let uploading: string | null = null
  let failures = 0
  let running: Promise<void> | undefined
  let again = false
  let cancelTimer = () => {}

  const mine = computed(() => shelf.items.value.filter((item) => item.personId === options.personId()))

  /** Rejects when it could not be kept: then nothing was sent either, and the person must be told. */
  async function put<R extends CommandRoute>({ route, params, body, group, about, ...more }: Put<R>) {
    const personId = options.personId()
    if (personId === null) throw new Error('an outbox of nobody')
    await shelf.load()
    if (mine.value.length >= MAX_WAITING) throw new RangeError('the outbox is full')
    const key = more.key ?? options.newKey()
    const arrived = more.arrived ?? []
    const aheadMs = more.occurredAt ? 0 : (options.aheadMs() ?? null)
    await shelf.add({
      key,
      order: (shelf.items.value.at(-1)?.order ?? 0) + 1,
      personId,
      group,
      action: route.action,
      path: route.path,
      params: plain(params as Record<string, string>),
      body: plain({ ...(body as Record<string, unknown>), ...(arrived.length > 0 ? { files: arrived } : {}) }),
      files: (more.files ?? []).map((file) => ({ ...file, sha256: null })),
      occurredAt: more.occurredAt ?? earlier(options.now(), aheadMs ?? 0),
      aheadMs,
      about,
      problem: null,
      refusedFile: null,
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

  /** Settled before it is first sent: the same key must always say the same. */
  async function timed(item: OutboxItem): Promise<OutboxItem> {
    if (item.aheadMs !== null) return item
    const aheadMs = await options.askAheadMs()
    const right = { ...item, occurredAt: earlier(item.occurredAt, aheadMs), aheadMs }
    await shelf.change(right)
    return right
  }

  /** While a file went out somebody else may have signed in: a step goes out in the name of its own person or waits. */
  function requireStill({ personId }: OutboxItem): void {
    if (options.personId() !== personId) throw unreachable()
  }

  async function deliver(item: OutboxItem) {
    let current = await timed(item)
    for (const file of item.files) {
      if (file.sha256) continue
      requireStill(item)
      uploading = file.key
      const { sha256 } = await options.upload(file)
      uploading = null
      // Kept, so that a break later does not send it again.
      current = { ...current, files: current.files.map((one) => (one.key === file.key ? { ...one, sha256 } : one)) }
      await shelf.change(current)
    }
    const arrived = current.files.flatMap((file) => file.sha256 ?? [])
    const before = Array.isArray(current.body.files) ? (current.body.files as string[]) : []
    const files = [...new Set([...before, ...arrived])]
    const body = { ...current.body, ...(files.length > 0 ? { files } : {}), occurredAt: current.occurredAt }
    requireStill(item)
    return options.tell(current, body)
  }

  /** Answers whether there may be another one to send. */
  async function sendNext(): Promise<boolean> {
    await shelf.load()
    const item = next()
    if (!item) return false
    sending.value = item.key
    uploading = null
    try {
      const { id, revision } = await deliver(item)
      await note({ key: item.key, id, group: item.group, action: item.action, revision })
      failures = 0
      return true
    } catch (error) {
      // An answer that is not ours (a hotspot's page) says nothing about the step either.
      const told = error instanceof ProblemError ? error : unreachable()
      if (isPassing(told)) return later(told)
      await shelf.change({ ...(shelf.find(item.key) ?? item), problem: told.problem, refusedFile: uploading })
      return true
    }
  }

  async function note(one: Taken) {
    taken.value = [...taken.value, one].slice(-MAX_TAKEN)
    options.tellTabs(one)
    await shelf.remove(one.key)
  }

  function later(error: ProblemError): false {
    failures++
    const waitMs = Math.max(retryAfterMs(failures, options.random), error.retryAfterMs ?? 0)
    cancelTimer()
    cancelTimer = options.setTimer(() => void drain(), waitMs)
    return false
  }

  async function run() {
    try {
      do {
        again = false
        cancelTimer()
        while (await options.alone(sendNext));
      } while (again)
    } finally {
      // In the same step as the last look at `again`, so that nobody's call falls between.
      running = undefined
      sending.value = null
    }
  }

  /** Sends what may go, one after the other; called while it runs, it looks once more at the end. */
  function drain(): Promise<void> {
    again = true
    running ??= run()
    return running
  }

  return {
    items: mine,
    sending,
    taken,
    put,
    drain,
    load: shelf.load,
    /** At page start, when the network is back: at once, however long it was down. */
    wake() {
      failures = 0
      return drain()
    },
    /** Another tab has changed what waits, or had one taken. */
    heard(one?: Taken) {
      if (one && !taken.value.some(({ key }) => key === one.key)) taken.value = [...taken.value, one].slice(-MAX_TAKEN)
      return shelf.load()
    },
    /** The person has read why it was refused and lets it go; what waited behind it is tried. */
    async discard(key: string) {
      await shelf.remove(key)
      await drain()
    },
    /** The person has put right what stood in the way. */
    async retry(key: string, { asOfNow = false, withoutFile = false }: Amendment = {}) {
      const item = shelf.find(key)
      if (item)
        await shelf.change({
          ...item,
          ...(asOfNow ? { occurredAt: options.now(), aheadMs: null } : {}),
          ...(withoutFile ? { files: item.files.filter((file) => file.key !== item.refusedFile) } : {}),
          problem: null,
          refusedFile: null,
        })
      await drain()
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>

/** The network, an overloaded server, an ended session: the same command may go through later as it is. */
function isPassing({ problem: { status } }: ProblemError): boolean {
  return status === 0 || status >= 500 || status === 429 || status === 401 || status === 408
}
