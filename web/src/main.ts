/** Puts the app together: client, live socket, stores, words, pages. */
import 'element-plus/dist/index.css'
import './theme.css'
import { type CommandAnswer, type CommandRoute, instantOf, LIVE_PATH, PERSON_CHANGED } from '@changxin/shared/kernel'
import { peopleApi } from '@changxin/shared/people'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import {
  clientKey,
  createClient,
  createOutbox,
  createServerClock,
  keepForGood,
  keptStore,
  outboxKey,
  ProblemError,
  uploadFile,
  uuidv7,
} from './api/index.ts'
import { createMessages } from './i18n/index.ts'
import { browserSocket, createKeptAnswers, createLive, liveKey } from './live/index.ts'
import { createPages } from './router.ts'
import { usePreferences } from './session/preferences.ts'
import { useSession, worksOutside } from './session/session.ts'
import { keepShell } from './shell.ts'
import { alone, otherTabs } from './tabs.ts'

/** The server was not reachable when the session ended: ask again so often. */
const REJOIN_MS = 3_000
/** What a worker reads where there is no signal. */
const READ_OUTSIDE = new Set(['maintenance.requests', 'maintenance.request'])
const RELOADED_KEY = 'changxin.reloaded'
const RELOAD_AT_MOST_EVERY_MS = 30_000

const app = createApp(App)
const pinia = createPinia()
app.use(pinia).use(PiniaColada)

const preferences = usePreferences(pinia)
const i18n = createMessages(preferences.language)
const setTimer = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

const personId = () => useSession(pinia).me?.personId ?? null
const serverClock = createServerClock()
const tabs = otherTabs((taken) => void outbox.heard(taken))
const client = createClient({
  fetch: (...args) => fetch(...args),
  language: () => preferences.language,
  onUnauthorized,
  personId,
  onDate: (date, askedMs) => serverClock.heard(date, askedMs, Date.now()),
  onTold: () => live.nudge(),
})
const live = createLive({
  openSocket: () => browserSocket(`${location.origin.replace(/^http/, 'ws')}${LIVE_PATH}`),
  askFully: (route, input) => client.askFully(route, input as never),
  onPosition: client.seen,
  onSessionEnded: () => void rejoin(),
  kept: createKeptAnswers(
    keptStore('answers'),
    ({ action }) => READ_OUTSIDE.has(action) && worksOutside(useSession(pinia).me),
  ),
  now: () => Date.now(),
  random: Math.random,
  setTimer,
})
const outbox = createOutbox({
  store: keptStore('outbox'),
  // Kept as text and sent as it was; every command answers with at least these.
  tell: ({ action, path, params, key }, body) =>
    client.tell({ action, path } as CommandRoute, params, body, { idempotencyKey: key }) as Promise<CommandAnswer>,
  upload: ({ blob, key }) => upload(blob, key),
  personId,
  newKey: () => uuidv7(),
  now: () => instantOf(Date.now()),
  aheadMs: serverClock.aheadMs,
  async askAheadMs() {
    if (serverClock.aheadMs() === undefined) await client.ask(peopleApi.me, {})
    return serverClock.aheadMs() ?? 0
  },
  random: Math.random,
  setTimer,
  alone: (run) => alone('changxin.outbox', run),
  tellTabs: tabs.tell,
})
app.provide(clientKey, client).provide(liveKey, live).provide(outboxKey, outbox)

const router = createPages(client, pinia)
app.use(i18n).use(router)

/** A file has no other way to say that the session is over. */
async function upload(blob: Blob, idempotencyKey: string) {
  const { language } = preferences
  try {
    return await uploadFile(blob, { language, idempotencyKey, personId: personId() ?? undefined }).done
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) onUnauthorized(error.problem.code)
    throw error
  }
}

/** A page of somebody who is not signed in any more begins anew as whoever is. */
function onUnauthorized(code: string) {
  if (code === PERSON_CHANGED) location.reload()
  else void toSignIn()
}

/** Somebody was signed in and is no longer; who never was is led by the guard of the pages. */
async function toSignIn() {
  const session = useSession(pinia)
  if (!session.me) return
  session.forget()
  await router.push({ path: '/sign-in', query: { next: router.currentRoute.value.fullPath } })
}

/** Roles changed or the session ended elsewhere: find out which, and begin again with what is permitted now. */
async function rejoin() {
  const me = await useSession(pinia)
    .load(true)
    .catch(() => undefined)
  if (me) location.reload()
  else if (me === undefined) setTimer(() => void rejoin(), REJOIN_MS)
}

/** The server was updated under an open page: its old parts are gone, the new ones come with a fresh start. */
addEventListener('vite:preloadError', () => {
  if (!navigator.onLine) return
  const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0)
  if (Date.now() - last < RELOAD_AT_MOST_EVERY_MS) return
  sessionStorage.setItem(RELOADED_KEY, String(Date.now()))
  location.reload()
})
addEventListener('online', live.retryNow)
addEventListener('online', () => void outbox.wake())
addEventListener('offline', live.assumeLost)
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && live.retryNow())

// Signed in, and whenever the server is there again: what waits goes out, and who it is is asked anew.
watch([personId, live.state], ([id, state], [, before]) => {
  if (!id) return
  const isBack = state === 'up' && (before === 'down' || useSession(pinia).fromKept)
  if (isBack)
    void useSession(pinia)
      .load(true)
      .catch(() => undefined)
  void outbox.wake()
})
watch(
  () => worksOutside(useSession(pinia).me),
  (outside) => outside && keepForGood(),
)
watch(
  () => [preferences.language, preferences.elder] as const,
  ([language, elder]) => {
    i18n.global.locale.value = language
    document.documentElement.lang = language
    document.documentElement.classList.toggle('elder', elder)
  },
  { immediate: true },
)
watch(
  () => [router.currentRoute.value.meta.title, preferences.language] as const,
  ([title]) => {
    const name = i18n.global.t('ui.app.name')
    document.title = title ? `${i18n.global.t(title)} · ${name}` : name
  },
  { immediate: true },
)

app.mount('#app')
keepShell()
