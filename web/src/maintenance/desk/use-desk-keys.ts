/** Listens for the keys of the desk on the whole page. */
import { useEventListener } from '@vueuse/core'
import { type DeskAct, deskActOf } from './desk-keys.ts'

/** `search` is the search box's own. */
export type DeskActs = Readonly<Record<Exclude<DeskAct, 'search'>, () => void>>

export function useDeskKeys(acts: DeskActs) {
  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    const at = event.target as HTMLElement
    const act = deskActOf(event, { typing: isField(at), dialog: isUnderDialog(), onControl: !isEnterOurs(at) })
    if (!act || act === 'search' || event.defaultPrevented) return
    event.preventDefault()
    acts[act]()
  })
}

/** A checkbox takes no letters. */
function isField(at: HTMLElement): boolean {
  return (
    (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && at.getAttribute('type') !== 'checkbox') || at.isContentEditable
  )
}

const isUnderDialog = () => document.querySelector('.el-overlay:not([style*="display: none"]) [role="dialog"]') !== null

/** Enter on a button or link is theirs, but for the row of what is open already: from there it goes in. */
function isEnterOurs(at: HTMLElement): boolean {
  return at === document.body || at.matches('li [aria-current="true"], [tabindex="-1"]')
}
