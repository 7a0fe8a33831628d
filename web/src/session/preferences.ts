/** What this browser remembers for its user: language and large type. */
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import type { Language } from '../i18n/index.ts'

const LANGUAGE_KEY = 'changxin.language'
const ELDER_KEY = 'changxin.elder'

export const usePreferences = defineStore('preferences', () => {
  const language = ref<Language>(read(LANGUAGE_KEY) === 'en' ? 'en' : 'zh-CN')
  const elder = ref(read(ELDER_KEY) === '1')
  watch(language, (value) => write(LANGUAGE_KEY, value))
  watch(elder, (value) => write(ELDER_KEY, value ? '1' : '0'))
  return { language, elder }
})

// A browser may refuse storage (private window, policy): the choice then lasts until the page is left.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string) {
  try {
    localStorage.setItem(key, value)
  } catch {}
}
