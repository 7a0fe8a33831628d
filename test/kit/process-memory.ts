/** The memory of another process of the same user, as its administrator could read it: Linux alone shows it as a file. */
import { open, readFile } from 'node:fs/promises'

/** Read at once; what lies on a border is seen because the pieces overlap. */
const PIECE_BYTES = 16 * 1024 * 1024

interface Region {
  readonly from: number
  readonly to: number
}

/** What the process can write to and has in memory: heaps of all its threads, stacks, buffers. */
async function regionsOf(pid: number): Promise<Region[]> {
  const regions: Region[] = []
  let region: Region | undefined
  for (const line of (await readFile(`/proc/${pid}/smaps`, 'utf8')).split('\n')) {
    const head = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) /.exec(line)
    if (head) {
      const [, from = '', to = '', rights = ''] = head
      region = rights.startsWith('rw') ? { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) } : undefined
    }
    const resident = /^Rss:\s+(\d+)/.exec(line)
    if (resident && region && resident[1] !== '0') regions.push(region)
  }
  return regions
}

/** Which of the texts are anywhere in it. */
export async function foundInMemory(pid: number, wanted: ReadonlyMap<string, Buffer>): Promise<Set<string>> {
  const overlap = Math.max(...[...wanted.values()].map((bytes) => bytes.length))
  const found = new Set<string>()
  const memory = await open(`/proc/${pid}/mem`, 'r')
  const piece = Buffer.alloc(PIECE_BYTES)
  try {
    for (const { from, to } of await regionsOf(pid))
      for (let at = from; at < to; at += PIECE_BYTES - overlap) {
        const length = Math.min(PIECE_BYTES, to - at)
        // A region may be given back meanwhile.
        const { bytesRead } = await memory.read(piece, 0, length, at).catch(() => ({ bytesRead: 0 }))
        const read = piece.subarray(0, bytesRead)
        for (const [name, bytes] of wanted) if (!found.has(name) && read.includes(bytes)) found.add(name)
      }
  } finally {
    await memory.close()
  }
  return found
}
