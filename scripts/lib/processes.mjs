// Child processes: started in one place, so that no signal is lost and none outlives the command that started it.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { env, root, say } from './workspace.mjs'

/** The server closes within this time; what still runs then hangs. */
const graceMs = 15_000
const parentPollMs = 500

const children = new Set()
let stoppedBy

const codeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

function stop(signal) {
  // A Ctrl-C arrives from the terminal and from npm: once is enough to pass on.
  if (stoppedBy) return
  stoppedBy = signal
  if (children.size === 0) exitWith(codeOf(null, signal))
  for (const child of children) child.kill(signal)
  setTimeout(() => {
    for (const child of children) child.kill('SIGKILL')
  }, graceMs).unref()
}

export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  // npm passes SIGTERM to its shell only, so notice when that shell is gone.
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stop('SIGTERM')
  }, parentPollMs).unref()
}

export function exitWith(code) {
  process.exit(code)
}

/** Starts a child and resolves to its exit code and, when stdout is piped, what it printed. */
function started(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env, cwd: root, ...options })
    children.add(child)
    let stdout = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.on('error', (error) => {
      children.delete(child)
      say(error.message)
      resolve({ code: 127, stdout })
    })
    child.on('close', (code, signal) => {
      children.delete(child)
      resolve({ code: codeOf(code, signal), stdout })
    })
  })
}

/** One step of several. A command that is being stopped ends here and starts no further step. */
export async function run(command, args, options) {
  const result = await started(command, args, options)
  if (stoppedBy) exitWith(result.code || codeOf(null, stoppedBy))
  return result
}

/** The last step: its exit code becomes ours, 0 too when it was stopped and closed cleanly. */
export async function finish(command, args, options) {
  exitWith((await started(command, args, options)).code)
}

/** Runs commands side by side; when one ends, so do the others, and its exit code becomes ours. */
export async function together(commands) {
  const running = commands.map((command) => started(...command))
  const first = await Promise.race(running)
  stop('SIGTERM')
  await Promise.all(running)
  exitWith(first.code)
}
