/** Files being sent: one after the other, tried again by themselves once or twice, then by hand. */
import { computed, onScopeDispose, type Ref, ref } from 'vue'
import { ProblemError, uploadFile, uuidv7, worthRetrying } from '../api/index.ts'
import { usePreferences } from '../session/preferences.ts'

const MAX_TRIES = 3
const RETRY_WAIT_MS = 1_500

export interface Upload {
  readonly id: number
  readonly name: string
  /** 0 to 1 */
  progress: number
  state: 'waiting' | 'sending' | 'done' | 'failed'
  sha256: string | null
  problem: ProblemError | null
  /** Object URL of the picture on this device; null for one that an earlier visit sent. */
  readonly preview: string | null
}

interface Waiting {
  readonly file: File
  readonly key: string
}

export function useUploads(shas: Ref<string[]>, max: number) {
  const preferences = usePreferences()
  let count = 0
  let abort = () => {}
  let gone = false
  const files = new Map<number, Waiting>()
  const items = ref<Upload[]>(
    shas.value.map((sha256) => ({
      id: count++,
      name: '',
      progress: 1,
      state: 'done',
      sha256,
      problem: null,
      preview: null,
    })),
  )
  const busy = computed(() => items.value.some((item) => item.state === 'waiting' || item.state === 'sending'))
  const left = computed(() => Math.max(0, max - items.value.length))
  const publish = () => (shas.value = [...new Set(items.value.flatMap((item) => item.sha256 ?? []))])

  function add(chosen: Iterable<File>) {
    for (const file of [...chosen].slice(0, left.value)) {
      const id = count++
      files.set(id, { file, key: uuidv7() })
      const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
      items.value.push({ id, name: file.name, progress: 0, state: 'waiting', sha256: null, problem: null, preview })
    }
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

  async function send(item: Upload, { file, key }: Waiting) {
    for (let tried = 1; ; tried++) {
      try {
        const upload = uploadFile(file, {
          language: preferences.language,
          idempotencyKey: key,
          onProgress: (part) => (item.progress = part),
        })
        abort = upload.abort
        const { sha256 } = await upload.done
        files.delete(item.id)
        return Object.assign(item, { sha256, state: 'done', progress: 1, problem: null })
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        if (gone) return
        if (tried >= MAX_TRIES || !worthRetrying(error)) return Object.assign(item, { state: 'failed', problem: error })
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
  }

  onScopeDispose(() => {
    gone = true
    abort()
    for (const item of items.value) if (item.preview) URL.revokeObjectURL(item.preview)
  })
  return { items, busy, left, add, retry, remove }
}
