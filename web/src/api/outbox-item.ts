/** A command that waits for the network, as the device keeps it. */
import type { Instant, Problem } from '@changxin/shared/kernel'

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
  /** When it was tapped, by the server's clock as far as this device knew it. */
  readonly occurredAt: Instant
  /** By how much this device's clock was known to be ahead and `occurredAt` was put right; null: not known yet. */
  readonly aheadMs: number | null
  /** What the screen calls it: `20260301-8F3K2 · 3栋 502`. */
  readonly about: string
  readonly problem: Problem | null
  /** The file that was refused, where it was a file. */
  readonly refusedFile: string | null
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

/** What an older version of the app left on the device lacks what came later. */
export const readItem = (kept: OutboxItem): OutboxItem => ({
  ...kept,
  aheadMs: kept.aheadMs ?? null,
  refusedFile: kept.refusedFile ?? null,
})
