/**
 * Asks every node of the cluster to scavenge after an erasure: until then the erased events lie in its files. The best that
 * can be done from here: what no node took is asked again, by this process or at the start of a later one, and erasing never
 * fails for it. One request is on its way at a time.
 */
import { readFileSync } from 'node:fs'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pause } from './connection.ts'
import type { Erasing } from './erasing.ts'
import type { Erasures } from './erasures.ts'
import { reasonOf } from './faults.ts'
import type { EngineLimits } from './limits.ts'
import type { KurrentUrl } from './url.ts'

export interface EngineLogger {
  warn(details: object, message: string): void
}

export interface Scavenging {
  /** Returns at once; while one is under way or was just asked it waits, and many become one. */
  ask(): void
  close(): void
}

export interface ScavengingParts {
  readonly url: KurrentUrl
  readonly limits: EngineLimits
  readonly erasures: Pick<Erasures, 'refresh' | 'pending' | 'noteScavenged'>
  readonly erasing: Pick<Erasing, 'cut'>
  readonly logger: EngineLogger
}

const OK = 200

export type AskNode = (host: string, signal: AbortSignal) => Promise<void>

/** Throws where the file of the certificate authority cannot be read. */
export function nodeAsker({ isTls, isVerified, credentials, tlsCaFile }: KurrentUrl): AskNode {
  const tls = isTls
    ? { rejectUnauthorized: isVerified, ...(tlsCaFile !== undefined && { ca: readFileSync(tlsCaFile) }) }
    : {}
  const auth = credentials && { auth: `${credentials.username}:${credentials.password}` }
  return (host, signal) =>
    new Promise((resolve, reject) => {
      const url = `${isTls ? 'https' : 'http'}://${host}/admin/scavenge`
      const request = (isTls ? requestHttps : requestHttp)(url, {
        method: 'POST',
        agent: false,
        ...tls,
        ...auth,
        signal,
      })
      request.on('error', reject)
      request.on('response', (response) => {
        response.resume()
        if (response.statusCode === OK) resolve()
        else reject(new Error(`answered ${response.statusCode}`))
      })
      request.end()
    })
}

export function scavengingOf({ url, limits, erasures, erasing, logger }: ScavengingParts): Scavenging {
  const askNode = nodeAsker(url)
  const closed = new AbortController()
  let isWanted = false
  let isRunning = false

  /** Throws the first failure, when every node was asked. */
  async function askAll(): Promise<void> {
    if (url.isDiscovered) throw new Error(`${url.hosts[0]} is one name for all nodes: name each, or scavenge by hand`)
    const failures: Error[] = []
    for (const host of url.hosts) {
      try {
        await askNode(host, AbortSignal.any([closed.signal, AbortSignal.timeout(limits.scavengeMs)]))
      } catch (cause) {
        failures.push(new Error(`${host}: ${reasonOf(cause)}`, { cause }))
      }
    }
    if (failures[0]) throw failures[0]
  }

  /** True when nothing is left to be asked. */
  async function askOnce(): Promise<boolean> {
    try {
      await erasures.refresh()
      const asked = erasures.pending()
      // The process that noted one may have died before it cut.
      for (const { stream, through } of asked) await erasing.cut(stream, through)
      if (asked.length > 0) {
        await askAll()
        await erasures.noteScavenged(asked)
      }
      return erasures.pending().length === 0
    } catch (error) {
      if (!closed.signal.aborted)
        logger.warn(
          { reason: reasonOf(error) },
          'not every node of the log took the order to scavenge: asked again later',
        )
      return false
    }
  }

  async function run(): Promise<void> {
    while (isWanted && !closed.signal.aborted) {
      isWanted = false
      if (!(await askOnce())) isWanted = true
      // Nothing of this keeps the process alive.
      await pause(limits.scavengeRestMs, closed.signal, true)
    }
    isRunning = false
  }

  return {
    ask() {
      isWanted = true
      if (isRunning) return
      isRunning = true
      void run()
    },
    close: () => closed.abort(),
  }
}
