/** The faults as lines of JSON, for a test that runs the stand-in as a process of its own. */
import { z } from 'zod'
import type { StandIn, StandInNode } from './stand-in.ts'

const node = z.int().min(0)
/** Without a node: all of them. */
const someNodes = { node: node.optional() }

const Command = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('die'), node }),
  z.strictObject({ do: z.literal('come-back'), node }),
  z.strictObject({ do: z.literal('lead'), node }),
  z.strictObject({ do: z.literal('fail-over') }),
  z.strictObject({
    do: z.literal('silence'),
    what: z.enum(['reads', 'appends', 'subscriptions', 'gossip']),
    on: z.boolean(),
    ...someNodes,
  }),
  z.strictObject({
    do: z.literal('refuse'),
    with: z.enum(['not-ready', 'busy', 'not-leader']).nullable(),
    ...someNodes,
  }),
  z.strictObject({ do: z.literal('lose-replies'), count: z.int().min(0), ...someNodes }),
  z.strictObject({ do: z.literal('slow'), byMs: z.int().min(0), ...someNodes }),
  z.strictObject({ do: z.literal('stall-subscriptions'), on: z.boolean(), ...someNodes }),
  z.strictObject({ do: z.literal('end-subscriptions'), how: z.enum(['quietly', 'unavailable']), ...someNodes }),
  z.strictObject({ do: z.literal('clear'), ...someNodes }),
  z.strictObject({ do: z.literal('scavenge') }),
  z.strictObject({ do: z.literal('close') }),
])
export type StandInCommand = z.infer<typeof Command>

/** What a command comes to: who leads afterwards (null: nobody), or why it was refused. */
export type CommandAnswer =
  | { readonly done: StandInCommand['do']; readonly leader: number | null }
  | { readonly refused: string }

export async function runCommand(standIn: StandIn, line: string): Promise<CommandAnswer> {
  try {
    const command = Command.parse(JSON.parse(line))
    await run(standIn, command)
    return { done: command.do, leader: standIn.leader()?.index ?? null }
  } catch (error) {
    return { refused: String(error) }
  }
}

async function run(standIn: StandIn, command: StandInCommand): Promise<unknown> {
  const chosen = 'node' in command && command.node !== undefined ? [nodeAt(standIn, command.node)] : standIn.nodes
  const each = (act: (faults: StandInNode['faults']) => void) => chosen.map((one) => act(one.faults))
  switch (command.do) {
    case 'die':
      return nodeAt(standIn, command.node).die()
    case 'come-back':
      return nodeAt(standIn, command.node).comeBack()
    case 'lead':
      return nodeAt(standIn, command.node).lead()
    case 'fail-over':
      return standIn.failOver()
    case 'silence':
      return each((faults) => faults.silence(command.what, command.on))
    case 'refuse':
      return each((faults) => faults.refuse(command.with))
    case 'lose-replies':
      return each((faults) => faults.loseReplies(command.count))
    case 'slow':
      return each((faults) => faults.slow(command.byMs))
    case 'stall-subscriptions':
      return each((faults) => faults.stallSubscriptions(command.on))
    case 'end-subscriptions':
      return each((faults) => faults.endSubscriptions(command.how))
    case 'clear':
      return each((faults) => faults.clear())
    case 'scavenge':
      return standIn.scavenge()
    case 'close':
      return standIn.close()
  }
}

function nodeAt(standIn: StandIn, index: number): StandInNode {
  const found = standIn.nodes[index]
  if (!found) throw new Error(`there is no node ${index}`)
  return found
}
