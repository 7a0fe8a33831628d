/** The keys of the desk, and when a key is somebody else's: while one types, in a dialog, with Ctrl and the like. */
export type DeskAct =
  | 'next'
  | 'previous'
  | 'open'
  | 'assign'
  | 'complete'
  | 'mark'
  | 'search'
  | 'report'
  | 'help'
  | 'close'

/** In the order in which they are explained. */
export const DESK_KEYS: readonly { readonly key: string; readonly act: DeskAct }[] = [
  { key: 'j', act: 'next' },
  { key: 'k', act: 'previous' },
  { key: 'Enter', act: 'open' },
  { key: 'x', act: 'mark' },
  { key: 'a', act: 'assign' },
  { key: 'c', act: 'complete' },
  { key: 'n', act: 'report' },
  { key: '/', act: 'search' },
  { key: '?', act: 'help' },
  { key: 'Escape', act: 'close' },
]

export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
}
export interface Where {
  /** The cursor is in a field. */
  readonly typing: boolean
  /** A dialog stands above the page. */
  readonly dialog: boolean
  /** The focus is on a button or link, which Enter belongs to. */
  readonly onControl: boolean
}

export function deskActOf(pressed: Pressed, { typing, dialog, onControl }: Where): DeskAct | undefined {
  if (typing || dialog || pressed.isComposing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined
  const act = DESK_KEYS.find(({ key }) => key === pressed.key)?.act
  return act === 'open' && onControl ? undefined : act
}
