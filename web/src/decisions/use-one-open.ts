/** Several dialogs of which at most one is open; each gets its own model. */
import { computed, type Ref, shallowRef, type WritableComputedRef } from 'vue'

export function useOneOpen<Name extends string>() {
  const open: Ref<Name | null> = shallowRef(null)
  const modelOf = (name: Name): WritableComputedRef<boolean> =>
    computed({
      get: () => open.value === name,
      set(shown) {
        if (!shown && open.value === name) open.value = null
      },
    })
  return { open, modelOf }
}
