// Targets, signatures and the log's cluster all believe the clock.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { bad, ok, warn } from './findings.mjs'
import { programRoot } from './world.mjs'

const LOOK_TIMEOUT_MS = 5_000
/** The cluster's client refuses appends when its clock is 10 s behind. */
export const WARN_OFFSET_MS = 2_000
export const BAD_OFFSET_MS = 8_000

const ask = (program, ...args) => {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: LOOK_TIMEOUT_MS })
  return status === 0 ? stdout.trim() : undefined
}

function isSynchronised() {
  const answer = ask('timedatectl', 'show', '--property=NTPSynchronized', '--value')
  if (answer === 'yes' || answer === 'no') return answer === 'yes'
  const chrony = ask('chronyc', '-n', 'tracking')
  return chrony === undefined ? undefined : /^Leap status\s*:\s*Normal$/m.test(chrony)
}

export function checkClock() {
  const now = new Date()
  const made = statSync(path.join(programRoot, 'package.json')).mtime
  if (now < made) {
    const [zh, en] = [
      `本机时间 ${now.toISOString()} 早于程序发布时间`,
      `this machine's time ${now.toISOString()} is before the program was made`,
    ]
    return [bad(zh, en, '校准时间并启用 NTP', 'set the clock and switch NTP on')]
  }
  const todo = [
    '封闭网络里也要有一台时间源：chrony 或 systemd-timesyncd 指向它',
    'a closed network needs a time source, too: point chrony or systemd-timesyncd at it',
  ]
  const is = isSynchronised()
  if (is) return [ok('时间已同步（NTP）', 'the clock is synchronised (NTP)')]
  if (is === false) return [warn('时间没有同步', 'the clock is not synchronised', ...todo)]
  return [warn('看不出时间是否同步', 'it cannot be seen whether the clock is synchronised', ...todo)]
}

/** @param {string} who @param {string | null | undefined} date its HTTP `Date`, whole seconds @param {number} sentAtMs @param {number} gotAtMs */
export function offsetFindings(who, date, sentAtMs, gotAtMs) {
  const theirs = date ? Date.parse(date) : Number.NaN
  if (Number.isNaN(theirs)) return []
  // Its second may have just begun or be about to end.
  const offsetMs = theirs + 500 - (sentAtMs + gotAtMs) / 2
  const seconds = (offsetMs / 1000).toFixed(1)
  if (Math.abs(offsetMs) < WARN_OFFSET_MS) return [ok(`与 ${who} 的时间一致`, `the clock agrees with ${who}`)]
  const make = Math.abs(offsetMs) < BAD_OFFSET_MS ? warn : bad
  const todo = ['两边都用同一个 NTP 时间源', 'let both follow the same NTP source']
  return [make(`${who} 的时间相差 ${seconds} 秒`, `the clock of ${who} differs by ${seconds} s`, ...todo)]
}
