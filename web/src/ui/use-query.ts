/** Filters that live in the URL: a writable ref per name of the query string. */
import { computed, type WritableComputedRef } from 'vue'
import { type LocationQueryRaw, useRoute, useRouter } from 'vue-router'

export function useQueryParam(name: string): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get() {
      const value = route.query[name]
      return typeof value === 'string' ? value : ''
    },
    set(value) {
      const query: LocationQueryRaw = { ...route.query }
      if (value) query[name] = value
      else delete query[name]
      // Not a step of its own in the history: going back leaves the page, it does not undo letters typed.
      void router.replace({ query })
    },
  })
}

/** Links that change some names of the query string and keep the rest; an empty value takes the name out. */
export function useQueryParams() {
  const route = useRoute()
  return (changes: Record<string, string | undefined>) => {
    const query: LocationQueryRaw = { ...route.query, ...changes }
    for (const [name, value] of Object.entries(query)) if (!value) delete query[name]
    return { query }
  }
}
