/**
 * The stand-in as a process of its own: `node stand-in.process.ts [--nodes 3] [--ports 2113,2114,2115] [--file log]`.
 * Prints `{"url":…,"ports":[…]}` when it listens, takes one command a line on its input and answers each with a line,
 * and ends when its input does.
 */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openStandIn } from './stand-in.ts'
import { runCommand } from './stand-in-commands.ts'

const { values } = parseArgs({
  options: { nodes: { type: 'string', default: '1' }, ports: { type: 'string' }, file: { type: 'string' } },
})
if (values.nodes !== '1' && values.nodes !== '3') throw new Error('--nodes is 1 or 3')
const say = (answer: unknown) => process.stdout.write(`${JSON.stringify(answer)}\n`)

const standIn = await openStandIn({
  nodes: values.nodes === '3' ? 3 : 1,
  ports: values.ports?.split(',').map(Number) ?? [],
  ...(values.file !== undefined && { file: values.file }),
})
say({ url: standIn.url, ports: standIn.nodes.map((node) => node.port) })
for await (const line of createInterface({ input: process.stdin })) say(await runCommand(standIn, line))
process.exit(0)
