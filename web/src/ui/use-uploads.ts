/**
 * Files being sent: one after the other, tried again by themselves once or twice, then by hand. Without signal they stay
 * here, and whoever sends the form may take them along (`unsent`).
 */
import { useEventListener } from '@vueuse/core'
import { computed, onScopeDispose, type Ref, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ProblemError, uploadFile, uuidv7, worthRetrying } from '../api/index.ts'
import { usePreferences } from '../session/preferences.ts'
import { useSession } from '../session/session.ts'

const MAX_TRIES = 3
const RETRY_WAIT_MS = 1_500

export interface Upload {
  readonly id: number
  readonly name: string
  /** 0 to 1 */
  progress: number
  /** `held`: on this device alone, because there is no signal or it goes out with the form. */
  state: 'waiting' | 'sending' | 'done' | 'failed' | 'held'
  kind: 'picture' | 'voice' | 'video' | 'file'
  sha256: string | null
  problem: ProblemError | null
  /** Object URL of the picture on this device; null for one that an earlier visit sent. */
  readonly preview: string | null
}

export interface UnsentFile {
  readonly key: string
  readonly name: string
  readonly blob: Blob
}

export interface UploadsOptions {
  /** Sends nothing by itself: everything is `unsent`. */
  readonly hold?: boolean
  /** Looks at a file before it is sent: smaller, or a sentence that says why it is not taken. */
  prepare?(file: File): Promise<File | string>
  /** What is not sent yet has changed. */
  onUnsent?(files: readonly UnsentFile[]): void
  /** A picture arrived that says when it was taken. */
  onTaken?(takenAt: string): void
}

function kindOf(type: string): Upload['kind'] {
  if (type.startsWith('image/')) return 'picture'
  if (type.startsWith('audio/')) return 'voice'
  return type.startsWith('video/') ? 'video' : 'file'
}

export function useUploads(shas: Ref<string[]>, max: number, options: UploadsOptions = {}) {
  const preferences = usePreferences()
  const session = useSession()
  const { t } = useI18n()
  let count = 0
  let abort = () => {}
  let gone = false
  const files = new Map<number, UnsentFile>()
  const refusal = ref('')
  const items = ref<Upload[]>(
    shas.value.map((sha256) => ({
      id: count++,
      name: '',
      progress: 1,
      state: 'done',
      kind: 'picture',
      sha256,
      problem: null,
      preview: null,
    })),
  )
  const busy = computed(() => items.value.some((item) => item.state === 'waiting' || item.state === 'sending'))
  const left = computed(() => Math.max(0, max - items.value.length))
  const publish = () => (shas.value = [...new Set(items.value.flatMap((item) => item.sha256 ?? []))])

  const unsent = () => items.value.flatMap(({ id }) => files.get(id) ?? [])
  const tellUnsent = () => options.onUnsent?.(unsent())

  /** A file in the cloud, or on a card that was taken out, is chosen and yet cannot be read. */
  async function prepared(file: File): Promise<File | string> {
    try {
      return options.prepare ? await options.prepare(file) : file
    } catch {
      return t('ui.photo.unreadable', { name: file.name })
    }
  }

  /** Whatever is not taken is said. */
  async function add(chosen: Iterable<File>) {
    refusal.value = ''
    const said = new Set<string>()
    let tooMany = 0
    for (const file of [...chosen]) {
      const ready = left.value > 0 ? await prepared(file) : undefined
      if (gone) return
      if (ready === undefined || left.value === 0) tooMany++
      else if (typeof ready === 'string') said.add(ready)
      else take({ key: uuidv7(), name: ready.name, blob: ready })
    }
    if (tooMany > 0) said.add(t('ui.photo.tooMany', { max, n: tooMany }))
    refusal.value = [...said].join(' ')
    tellUnsent()
    void work()
  }

  function take(file: UnsentFile) {
    const id = count++
    const kind = kindOf(file.blob.type)
    files.set(id, file)
    const preview = kind === 'file' ? null : URL.createObjectURL(file.blob)
    const state = options.hold ? 'held' : 'waiting'
    items.value.push({ id, name: file.name, progress: 0, state, kind, sha256: null, problem: null, preview })
  }

  /** What an earlier visit kept. */
  function restore(kept: readonly UnsentFile[]) {
    for (const file of kept.slice(0, left.value)) take(file)
    // They count from the first moment, before any of them has arrived.
    tellUnsent()
    void work()
  }

  async function work() {
    if (items.value.some((item) => item.state === 'sending')) return
    const next = items.value.find((item) => item.state === 'waiting')
    const waiting = next && files.get(next.id)
    if (!next || !waiting || gone) return
    next.state = 'sending'
    await send(next, waiting)
    publish()
    await work()
  }

  async function send(item: Upload, { blob, key }: UnsentFile) {
    for (let tried = 1; ; tried++) {
      try {
        const upload = uploadFile(blob, {
          language: preferences.language,
          idempotencyKey: key,
          personId: session.me?.personId,
          onProgress: (part) => (item.progress = part),
        })
        abort = upload.abort
        const { sha256, takenAt } = await upload.done
        files.delete(item.id)
        Object.assign(item, { sha256, state: 'done', progress: 1, problem: null })
        if (takenAt) options.onTaken?.(takenAt)
        return tellUnsent()
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        // Removed while it was on its way: nobody wants it any more.
        if (gone || !files.has(item.id)) return
        if (error.problem.status === 0 && (tried >= MAX_TRIES || !navigator.onLine)) {
          Object.assign(item, { state: 'held', progress: 0 })
          return
        }
        if (tried >= MAX_TRIES || !worthRetrying(error)) {
          Object.assign(item, { state: 'failed', problem: error })
          return
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_WAIT_MS * tried))
      }
    }
  }

  function retry(id: number) {
    const item = items.value.find((one) => one.id === id)
    if (!item || !files.has(id)) return
    Object.assign(item, { state: 'waiting', progress: 0, problem: null })
    void work()
  }

  function remove(id: number) {
    const item = items.value.find((one) => one.id === id)
    if (!item) return
    if (item.state === 'sending') abort()
    if (item.preview) URL.revokeObjectURL(item.preview)
    files.delete(id)
    items.value = items.value.filter((one) => one.id !== id)
    publish()
    tellUnsent()
  }

  /** The form has gone out: a fresh one begins. */
  function clear() {
    for (const { id } of [...items.value]) remove(id)
  }

  useEventListener(window, 'online', () => {
    if (options.hold) return
    for (const { id, state } of items.value) if (state === 'held') retry(id)
  })

  onScopeDispose(() => {
    gone = true
    abort()
    for (const item of items.value) if (item.preview) URL.revokeObjectURL(item.preview)
  })
  return { items, busy, left, refusal, add, restore, unsent, retry, remove, clear }
}
