/** The process log: JSON lines with request id, command id and feature, and no personal data. */
import { type Logger, pino } from 'pino'

/** To a file when one is named, else to standard error (standard output is for the person at the terminal). */
export function createLogger(level: string, file?: string): Logger {
  return pino({ level }, pino.destination(file === undefined ? { dest: 2, sync: false } : { dest: file, mkdir: true, sync: false }))
}
