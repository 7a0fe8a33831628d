/** The table of keywords on screen: as the server has it until something is changed, then with the changes, kept as a draft. */
import type { KeywordRow, suggestApi } from '@changxin/shared/maintenance'
import { computed, type Ref, ref, shallowRef } from 'vue'
import type { OutputOf } from '../../api/index.ts'
import { useSession } from '../../session/session.ts'
import { useKept } from '../use-kept.ts'
import {
  beginEdits,
  changesOf,
  dropWord,
  hasChanges,
  type KeywordEdits,
  putWord,
  readKeptKeywords,
  rebase,
  undo,
} from './keyword-edits.ts'

type View = OutputOf<typeof suggestApi.keywords>

/** `on`: the day of the table that is shown; it stays that of the draft as long as there is one. */
export function useKeywordEdits(view: () => View | undefined, on: Ref<string>) {
  const session = useSession()
  const kept = useKept(`draft.keywords.${session.me?.personId ?? ''}`, readKeptKeywords)
  const draft = kept.value
  const edits = shallowRef<KeywordEdits | null>(draft && { ...draft, past: [] })
  if (draft && draft.on !== on.value) on.value = draft.on
  /** Words that somebody else changed otherwise; named once, after the changes were made to their table. */
  const clashes = ref<readonly string[]>([])

  const current = computed(() => {
    const now = view()
    return edits.value ?? (now ? beginEdits(now) : null)
  })
  const changes = computed(() => (current.value ? changesOf(current.value) : { added: [], altered: [], removed: [] }))
  const isChanged = computed(() => edits.value !== null && hasChanges(edits.value))
  const isBehind = computed(() => isChanged.value && view() !== undefined && view()?.revision !== edits.value?.revision)

  function take(next: KeywordEdits | null) {
    const isKept = next !== null && hasChanges(next)
    edits.value = isKept || (next && next.past.length > 0) ? next : null
    kept.value = isKept ? { revision: next.revision, base: [...next.base], rows: [...next.rows], on: on.value } : null
  }
  const change = (by: (now: KeywordEdits) => KeywordEdits) => current.value && take(by(current.value))

  function merge() {
    const [now, theirs] = [edits.value, view()]
    if (!now || !theirs) return
    const merged = rebase(now, theirs)
    clashes.value = merged.clashes
    take(merged.edits)
  }

  return {
    rows: computed(() => current.value?.rows ?? []),
    revision: computed(() => current.value?.revision),
    changes,
    isChanged,
    isBehind,
    clashes,
    canUndo: computed(() => (edits.value?.past.length ?? 0) > 0),
    put: (row: KeywordRow, replaces?: string) => change((now) => putWord(now, row, replaces)),
    drop: (word: string) => change((now) => dropWord(now, word)),
    undo: () => change(undo),
    merge,
    discard() {
      clashes.value = []
      take(null)
    },
  }
}
