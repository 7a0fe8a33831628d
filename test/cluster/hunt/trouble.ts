/** What goes wrong, by chance from the seed: one lane for the nodes, one for the log. At least two nodes are left alone at any time. */
import { join } from 'node:path'
import type { StandInCommand } from '../../kurrentdb/stand-in-commands.ts'
import { type StandInProcess, startStandIn } from '../../kurrentdb/stand-in-process.ts'
import { pause } from './http.ts'
import type { Hunt } from './hunt.ts'
import type { NodeProcess } from './node-process.ts'

export const TAKEOVER_MS = 30_000
const [NODE_REST, LOG_REST] = [
  [2_000, 8_000],
  [3_000, 10_000],
] as const
/** Longer than a holder's word is believed. */
const LONGEST_SLEEP_MS = 25_000

/** The log's ports stay, so that its address does. */
export const startLog = (folder: string, ports: readonly number[]): Promise<StandInProcess> =>
  startStandIn(['--nodes', '3', '--ports', ports.join(','), '--file', join(folder, 'log.jsonl')])

export interface Trouble {
  /** Of kills of the holder, from the kill to the next word. */
  readonly takeoversMs: readonly number[]
  /** Resolves when the hunt is over and everything is up again. */
  readonly done: Promise<void>
}

export function makeTrouble(hunt: Hunt, ports: readonly number[]): Trouble {
  const { nodes, findings, lease } = hunt
  const takeoversMs: number[] = []
  /** How long a takeover takes is asked only where the log is there. */
  let quiet: Promise<unknown> = Promise.resolve()
  const alone = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const mine = quiet.then(run)
    quiet = mine.catch(() => {})
    return mine
  }
  const did = (what: string, to = '') => {
    findings.count(`trouble: ${what}`)
    hunt.say(`${what} ${to}`)
  }

  async function takenOver(node: NodeProcess, how: string): Promise<void> {
    const ms = await lease.untilHeld(TAKEOVER_MS)
    if (ms === undefined) return findings.fail('nobody took the lease', `after ${node.name} was ${how}`)
    takeoversMs.push(ms)
    hunt.say(`the lease was taken after ${Math.round(ms)} ms (${how})`)
  }

  async function comeBack(node: NodeProcess, withoutViews: boolean): Promise<void> {
    const beganMs = performance.now()
    await node.start({ withoutViews })
    hunt.say(`${node.name} was ready after ${Math.round(performance.now() - beganMs)} ms`)
  }

  async function dieAndReturn(node: NodeProcess, random: ReturnType<Hunt['random']>): Promise<void> {
    const withoutViews = random.chance(0.35)
    const isHolder = lease.holders().includes(node)
    if (isHolder && random.chance(0.7)) {
      await alone(async () => {
        did('SIGKILL of the lease holder', node.name)
        await node.kill()
        await takenOver(node, 'killed')
      })
    } else {
      did(isHolder ? 'SIGKILL of the lease holder, back at once' : 'SIGKILL of a node', node.name)
      await node.kill()
      await pause(random.whole(100, 4_000))
    }
    if (withoutViews) did('restart without views', node.name)
    await comeBack(node, withoutViews)
  }

  async function stopAndReturn(node: NodeProcess, random: ReturnType<Hunt['random']>): Promise<void> {
    const isHolder = lease.holders().includes(node)
    await alone(async () => {
      did('SIGTERM of a node', node.name)
      await node.stop()
      if (isHolder) await takenOver(node, 'stopped')
    })
    await pause(random.whole(100, 2_000))
    await comeBack(node, false)
  }

  async function freezeFor(node: NodeProcess, ms: number): Promise<void> {
    did(lease.holders().includes(node) ? 'SIGSTOP of the lease holder' : 'SIGSTOP of a node', `${node.name} ${ms} ms`)
    node.freeze()
    await pause(ms)
    node.thaw()
  }

  async function nodeTrouble(): Promise<void> {
    const random = hunt.random('nodes')
    while (!hunt.over.aborted) {
      await pause(random.whole(...NODE_REST))
      if (hunt.over.aborted) return
      const [holder] = lease.holders()
      const node = holder && random.chance(0.5) ? holder : random.pick(nodes)
      switch (random.weighted({ kill: 5, stop: 1, sleep: 3, doze: 1 })) {
        case 'kill':
          await dieAndReturn(node, random)
          break
        case 'stop':
          await stopAndReturn(node, random)
          break
        case 'sleep':
          await freezeFor(node, random.whole(15_000, LONGEST_SLEEP_MS))
          break
        case 'doze':
          await freezeFor(node, random.whole(1_000, 6_000))
      }
    }
  }

  const tellLog = (command: StandInCommand) => hunt.log.standIn.command(command)

  /** What takes the whole log away for a moment. */
  async function hardLogTrouble(random: ReturnType<Hunt['random']>): Promise<void> {
    switch (random.weighted({ failOver: 4, kill: 3, freeze: 2, refuse: 2, silence: 2 })) {
      case 'failOver': {
        did("death of the log's leader")
        const dead = await leaderOf()
        await tellLog({ do: 'fail-over' })
        await pause(random.whole(500, 5_000))
        return void (await tellLog({ do: 'come-back', node: dead }))
      }
      case 'kill':
        did('SIGKILL of the whole log')
        await hunt.log.standIn.kill()
        await pause(random.whole(200, 3_000))
        hunt.log.standIn = await startLog(hunt.folder, ports)
        return
      case 'freeze':
        did('SIGSTOP of the whole log')
        hunt.log.standIn.freeze()
        await pause(random.whole(1_000, 8_000))
        return hunt.log.standIn.thaw()
      case 'refuse':
        did('log not ready or busy')
        await tellLog({ do: 'refuse', with: random.chance(0.5) ? 'not-ready' : 'busy' })
        await pause(random.whole(300, 3_000))
        return void (await tellLog({ do: 'refuse', with: null }))
      case 'silence': {
        did('silent log')
        const what = random.chance(0.5) ? 'reads' : 'appends'
        await tellLog({ do: 'silence', what, on: true })
        await pause(random.whole(500, 5_000))
        return void (await tellLog({ do: 'silence', what, on: false }))
      }
    }
  }

  /** A command that changes nothing answers who leads. */
  const leaderOf = async () => (await tellLog({ do: 'slow', byMs: 0 })) ?? 0

  async function softLogTrouble(random: ReturnType<Hunt['random']>): Promise<void> {
    switch (random.weighted({ replies: 3, end: 3, stall: 2, slow: 1 })) {
      case 'replies':
        did('lost replies')
        return void (await tellLog({ do: 'lose-replies', count: random.whole(1, 10) }))
      case 'end':
        did('ended subscriptions')
        return void (await tellLog({ do: 'end-subscriptions', how: random.chance(0.5) ? 'quietly' : 'unavailable' }))
      case 'stall':
        did('stalled subscriptions')
        await tellLog({ do: 'stall-subscriptions', on: true })
        await pause(random.whole(2_000, 7_000))
        return void (await tellLog({ do: 'stall-subscriptions', on: false }))
      case 'slow':
        did('slow log')
        await tellLog({ do: 'slow', byMs: random.whole(50, 300) })
        await pause(random.whole(1_000, 5_000))
        return void (await tellLog({ do: 'slow', byMs: 0 }))
    }
  }

  async function logTrouble(): Promise<void> {
    const random = hunt.random('log')
    while (!hunt.over.aborted) {
      await pause(random.whole(...LOG_REST))
      if (hunt.over.aborted) return
      await alone(async () => {
        hunt.log.troubledMs = Number.POSITIVE_INFINITY
        await (random.chance(0.5) ? hardLogTrouble(random) : softLogTrouble(random))
        hunt.log.troubledMs = performance.now()
      })
    }
  }

  const done = Promise.all([nodeTrouble(), logTrouble()]).then(async () => {
    await tellLog({ do: 'clear' })
  })
  return { takeoversMs, done }
}
