/** What this browser keeps for its user, as JSON; a browser that refuses storage keeps it until the page is left. */
import { useLocalStorage } from '@vueuse/core'
import type { Ref } from 'vue'

/** `read` gets whatever is stored, also what another version left there, and answers a value that can be used. */
export function useKept<Value>(name: string, read: (kept: unknown) => Value): Ref<Value> {
  return useLocalStorage<Value>(`changxin.${name}`, read(undefined), {
    serializer: { read: (text) => read(parsed(text)), write: (value) => JSON.stringify(value) },
    writeDefaults: false,
    shallow: true,
    onError: () => {},
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
