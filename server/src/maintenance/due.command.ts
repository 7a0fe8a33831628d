/** What is decided when a time has come, by the server's timer and in the demo alike. */
import type { DueThing, RequestCommand } from '@changxin/shared/maintenance'

/** By the system, at the time that it fell due: late is late even if nobody looked. */
export function dueCommand(requestId: string, due: DueThing): RequestCommand {
  const { dueAt } = due
  const of = { requestId, at: dueAt, receivedAt: dueAt, by: 'system' }
  switch (due.what) {
    case 'miss':
      return { ...of, type: 'MissTarget', target: due.target, dueAt }
    case 'escalate':
      return { ...of, type: 'EscalateRequest', target: due.target, level: due.level }
    case 'resume':
      return { ...of, type: 'ResumeWork' }
    case 'lapse':
      return { ...of, type: 'LapseConfirmation' }
  }
}

/**
 * A repeat does nothing. `seen` counts what had happened to the request when it was looked at: a late phone can bring the
 * same thing for the same time again (another pause of that day), which must not pass for the one that was done.
 */
export function dueKey(requestId: string, due: DueThing, seen: number): string {
  const of = `${requestId}-${seen}`
  switch (due.what) {
    case 'miss':
      return `missed-${of}-${due.target}-${due.dueAt}`
    case 'escalate':
      return `escalated-${of}-${due.target}-${due.level}-${due.dueAt}`
    case 'resume':
      return `resumed-${of}-${due.dueAt}`
    case 'lapse':
      return `lapsed-${of}-${due.dueAt}`
  }
}
