// What a check says: how bad it is, what it saw, and what to do, each in both languages.

/** @typedef {{ level: 'ok' | 'warn' | 'bad', zh: string, en: string, doZh?: string, doEn?: string }} Finding */

/** @returns {Finding} */
export const ok = (zh, en) => ({ level: 'ok', zh, en })
/** Runs all the same, but somebody should know. @returns {Finding} */
export const warn = (zh, en, doZh, doEn) => ({ level: 'warn', zh, en, doZh, doEn })
/** Does not run, or loses something. @returns {Finding} */
export const bad = (zh, en, doZh, doEn) => ({ level: 'bad', zh, en, doZh, doEn })

const signs = { ok: '✓', warn: '!', bad: '✗' }

/** @param {Finding} finding */
export function linesOf({ level, zh, en, doZh, doEn }) {
  // What to type is the same in both languages.
  const todo = doZh ? [...new Set([doZh, doEn])].map((each) => `    → ${each}`) : []
  return [`${signs[level]} ${zh} / ${en}`, ...todo].join('\n')
}

/** A check that breaks is itself a finding: the others go on. */
export async function findingsOf(name, check, world) {
  try {
    return await check(world)
  } catch (error) {
    return [
      bad(
        `检查“${name}”没有做完：${error.message}`,
        `the check “${name}” broke off: ${error.message}`,
        '把这一行发给供应方',
        'send this line to your supplier',
      ),
    ]
  }
}
