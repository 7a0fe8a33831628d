/** Who is signed in and what they may do. */
import { type MeView, peopleApi } from '@changxin/shared/people'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { isUnreachable, keptStore, ProblemError, useApi } from '../api/index.ts'
import { type KeptAnswer, useLiveClient } from '../live/index.ts'

const ASK_AGAIN_MS = 2_000
const KEPT_ME = 'me'

/** Who works in basements and lift shafts: for them alone anything is kept to be read without signal. */
export const worksOutside = (me: MeView | null) => me?.grants.some(({ role }) => role === 'worker') ?? false

export const useSession = defineStore('session', () => {
  const { ask, tell } = useApi()
  const live = useLiveClient()
  const me = shallowRef<MeView | null>(null)
  const loaded = ref(false)
  /** Why the first page does not come up yet. */
  const waitingFor = shallowRef<ProblemError | null>(null)
  /** Who it was the last time, because the server cannot be reached. */
  const fromKept = ref(false)
  const kept = keptStore<KeptAnswer>('answers')

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
    fromKept.value = false
    if (worksOutside(me.value))
      void kept.put(KEPT_ME, { key: KEPT_ME, output: me.value, atMs: Date.now() }).catch(() => undefined)
    return me.value
  }

  /** Who was signed in the last time, as long as that session lasts. */
  async function loadKept(): Promise<MeView | null> {
    const last = (await kept.get(KEPT_ME).catch(() => undefined))?.output as MeView | undefined
    if (!last || Date.parse(last.sessionExpiresAt) < Date.now()) return null
    me.value = last
    loaded.value = true
    fromKept.value = true
    return last
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
        const last = isUnreachable(error) ? await loadKept() : null
        if (last) return last
        waitingFor.value = error
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
      }
    }
  }

  async function signIn(loginName: string, password: string): Promise<void> {
    await tell(peopleApi.signIn, {}, { loginName, password })
    // Whoever was here before is gone from this moment on.
    me.value = null
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
    fromKept,
    loadPatiently,
    signedIn: computed(() => me.value !== null),
    load,
    signIn,
    signOut,
    forget,
    may,
  }
})
