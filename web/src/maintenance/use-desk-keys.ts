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
    if (!run || (event.key === 'Enter' && !isEnterOurs(event.target as HTMLElement))) return
    event.preventDefault()
    run()
  })
}

/** Enter on a button or link is theirs, but for the row of what is open already: from there it goes in. */
function isEnterOurs(at: HTMLElement): boolean {
  return at === document.body || at.matches('li > [aria-current="true"]')
}

function isTaken(at: HTMLElement): boolean {
  return (
    /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) ||
    at.isContentEditable ||
    document.querySelector('.el-overlay:not([style*="display: none"]) [role="dialog"]') !== null
  )
}
