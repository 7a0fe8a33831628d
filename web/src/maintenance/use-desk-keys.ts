/** Keys of the desk: j and k through the list, Enter into the open request, n for a new one. Never while somebody types. */
import { useEventListener } from '@vueuse/core'

export interface DeskKeys {
  step(by: 1 | -1): void
  open(): void
  report(): void
}

export function useDeskKeys({ step, open, report }: DeskKeys) {
  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isTaken(event.target as HTMLElement)) return
    const run = { j: () => step(1), k: () => step(-1), n: report, Enter: open }[event.key]
    // Enter on a button or link is theirs.
    if (!run || (event.key === 'Enter' && event.target !== document.body)) return
    event.preventDefault()
    run()
  })
}

function isTaken(at: HTMLElement): boolean {
  return (
    /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) ||
    at.isContentEditable ||
    document.querySelector('.el-overlay:not([style*="display: none"]) [role="dialog"]') !== null
  )
}
