// A first start shows the demo county: only in a folder that holds nothing yet, only where nobody else can reach it.
import { existsSync, readdirSync } from 'node:fs'
import { env, say } from './workspace.mjs'

const isLoopback = (host) => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
/** The log of a start that failed before it stored anything does not make a folder used. */
const isEmpty = (folder) => !existsSync(folder) || readdirSync(folder).every((name) => name === 'server.log')

/**
 * True for a first start that asked for nothing else; afterwards the data folder remembers what it is.
 * @param {Readonly<Record<string, string | undefined>>} variables
 */
export function isDemoDefault({ DEMO, HOST, DATA_DIR }) {
  return !DEMO && isLoopback(HOST || 'localhost') && isEmpty(DATA_DIR || 'data')
}

export function setDemoDefault() {
  if (!isDemoDefault(env)) return
  say('new data folder: starting with the demo county (DEMO=0 starts empty)')
  env.DEMO = '1'
}
