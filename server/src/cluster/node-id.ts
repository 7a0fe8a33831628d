/** Who this node is: an id of its data folder, and a lock, so that no two processes are the same node. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeOwnership } from '../log/sqlite/owner-lock.ts'

const FILE = 'node.id'

export interface NodeIdentity {
  /** The name, which people read, and an id that no other folder has. */
  readonly id: string
  release(): void
}

/** Throws LogUnavailable when another process serves from the folder. */
export function takeIdentity(dataDir: string, name: string): NodeIdentity {
  mkdirSync(dataDir, { recursive: true })
  const { release } = takeOwnership(join(dataDir, 'node'))
  const file = join(dataDir, FILE)
  try {
    writeFileSync(file, randomUUID(), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return { id: `${name}/${readFileSync(file, 'utf8').trim()}`, release }
}
