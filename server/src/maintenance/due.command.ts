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

/** A repeat does nothing. */
export function dueKey(requestId: string, due: DueThing): string {
  switch (due.what) {
    case 'miss':
      return `missed-${requestId}-${due.target}-${due.dueAt}`
    case 'escalate':
      return `escalated-${requestId}-${due.target}-${due.level}-${due.dueAt}`
    case 'resume':
      return `resumed-${requestId}-${due.dueAt}`
    case 'lapse':
      return `lapsed-${requestId}-${due.dueAt}`
  }
}
