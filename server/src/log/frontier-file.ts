/** Where the tree of the log stood at the last checkpoint: derived, disposable, so that a day hashes only its own events. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Position } from '@changxin/shared/kernel'
import { type Frontier, fromHex, frontierRoot, toHex } from '@changxin/shared/ledger'
import { z } from 'zod'
import { sha256 } from './hashing.ts'

/** The leaves up to this position, as the whole subtrees of their tree. */
export interface TreeState {
  readonly after: Position | null
  readonly frontier: Frontier
}

const Stored = z.object({
  after: Position.nullable(),
  size: z.int().min(0),
  subtrees: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64),
})

/** Undefined when there is none, or none that gives this size and root: then the log is hashed from its start. */
export function readTreeState(file: string, expected: { size: number; rootHash: string }): TreeState | undefined {
  try {
    const { after, size, subtrees } = Stored.parse(JSON.parse(readFileSync(file, 'utf8')))
    const frontier = { size, subtrees: subtrees.map(fromHex) }
    const isThat = size === expected.size && toHex(frontierRoot(sha256, frontier)) === expected.rootHash
    return isThat ? { after, frontier } : undefined
  } catch {
    return undefined
  }
}

export function writeTreeState(file: string, { after, frontier }: TreeState): void {
  const draft = `${file}.new`
  const stored: z.infer<typeof Stored> = { after, size: frontier.size, subtrees: frontier.subtrees.map(toHex) }
  writeFileSync(draft, `${JSON.stringify(stored)}\n`)
  renameSync(draft, file)
}
