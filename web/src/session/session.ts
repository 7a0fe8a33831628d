/** Who is signed in and what they may do. */
import { type MeView, peopleApi } from '@changxin/shared/people'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { ProblemError, useApi } from '../api/index.ts'
import { useLiveClient } from '../live/index.ts'

const ASK_AGAIN_MS = 2_000

export const useSession = defineStore('session', () => {
  const { ask, tell } = useApi()
  const live = useLiveClient()
  const me = shallowRef<MeView | null>(null)
  const loaded = ref(false)
  /** Why the first page does not come up yet. */
  const waitingFor = shallowRef<ProblemError | null>(null)

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

  /** Asks until the server answers: one that rebuilds its views, or is not there yet, is waited for in plain sight. */
  async function loadPatiently(): Promise<MeView | null> {
    for (;;) {
      try {
        const answer = await load()
        waitingFor.value = null
        return answer
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        waitingFor.value = error
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
      }
    }
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

  return {
    me,
    loaded,
    waitingFor,
    loadPatiently,
    signedIn: computed(() => me.value !== null),
    load,
    signIn,
    signOut,
    forget,
    may,
  }
})
