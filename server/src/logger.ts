/** The process log: JSON lines with request id, command id and feature, and no personal data. */
import { type Logger, pino } from 'pino'

/** To a file when one is named, else to standard error (standard output is for the person at the terminal). */
export function createLogger(level: string, file?: string): Logger {
  const destination = pino.destination(
    file === undefined ? { dest: 2, sync: false } : { dest: file, mkdir: true, sync: false },
  )
  // A full disk or a folder that cannot be written must not end the process by way of its log.
  destination.on('error', () => {})
  const flushSync = destination.flushSync.bind(destination)
  destination.flushSync = () => {
    try {
      flushSync()
    } catch {
      // Not open (yet): whoever exits now has said why on the terminal.
    }
  }
  return pino({ level }, destination)
}
