/** Who is signed in and what they may do. */
import { type MeView, peopleApi } from '@changxin/shared/people'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { ProblemError, useApi } from '../api/index.ts'
import { useLiveClient } from '../live/index.ts'

export const useSession = defineStore('session', () => {
  const { ask, tell } = useApi()
  const live = useLiveClient()
  const me = shallowRef<MeView | null>(null)
  const loaded = ref(false)

  /** Asks the server once; later calls answer from memory. Nobody signed in is an answer, not a problem. */
  async function load(again = false): Promise<MeView | null> {
    if (loaded.value && !again) return me.value
    try {
      me.value = await ask(peopleApi.me, {})
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 401) throw error
      me.value = null
    }
    loaded.value = true
    return me.value
  }

  async function signIn(loginName: string, password: string): Promise<void> {
    await tell(peopleApi.signIn, {}, { loginName, password })
    live.forget()
    await load(true)
  }

  async function signOut(): Promise<void> {
    await tell(peopleApi.signOut, {}, {})
    forget()
  }

  /** The session is gone: nothing of this person may stay on screen. */
  function forget() {
    me.value = null
    loaded.value = true
    live.forget()
  }

  /** May this person use the action somewhere? The server decides for the place itself. */
  const may = (action: string) => me.value?.actions.includes(action) ?? false

  return { me, loaded, signedIn: computed(() => me.value !== null), load, signIn, signOut, forget, may }
})
