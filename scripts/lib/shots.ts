/** The pictures of the documentation: which page, seen by whom, on what kind of screen. */

/** Asks the API as the person of the picture; answers the parsed JSON. */
export type Ask = (path: string) => Promise<Record<string, unknown>>

export interface Shot {
  /** `docs/pictures/<name>.png` */
  readonly name: string
  readonly screen: keyof typeof screens
  /** Login name of a demo account; null = nobody signed in. */
  readonly as: string | null
  /** A path of the app; `/` is where the person lands. */
  readonly path: string | ((ask: Ask) => Promise<string>)
  readonly english?: boolean
}

export const screens = {
  desk: { width: 1440, height: 900, scale: 1, touch: false },
  phone: { width: 390, height: 844, scale: 2, touch: true },
  /** A 4K wall, drawn at its own pixels. */
  wall: { width: 3840, height: 2160, scale: 1, touch: false },
} as const

type Row = Readonly<Record<string, unknown>>
const itemsOf = (answer: Record<string, unknown>) => (answer['items'] ?? []) as readonly Row[]

function idOf(row: Row | undefined, what: string): string {
  if (typeof row?.['id'] !== 'string') throw new Error(`the demo has no ${what}`)
  return row['id']
}

/** The compound with the most to tell of those that have a fund and a freshness. */
const compound =
  (tab = '') =>
  async (ask: Ask) => {
    const rows = itemsOf(await ask('/api/compounds?sort=open&limit=200'))
    const telling = rows.find((row) => row['fundBalanceFen'] !== null && row['freshness'] !== null) ?? rows[0]
    return `/compounds/${idOf(telling, 'compound')}${tab && `?tab=${tab}`}`
  }

/** The desk with a request opened that has come some way. */
async function requestOnDesk(ask: Ask): Promise<string> {
  const rows = itemsOf(await ask('/api/requests?view=open&limit=50'))
  const row =
    rows.find(({ status }) => status === 'started') ?? rows.find(({ status }) => status === 'assigned') ?? rows[0]
  return `/requests/${idOf(row, 'open request')}?view=open`
}

/** The statement of the person's first home. */
async function ownStatement(ask: Ask): Promise<string> {
  const [home] = ((await ask('/api/me'))['homes'] ?? []) as readonly Row[]
  if (typeof home?.['unitId'] !== 'string') throw new Error('the demo resident has no home')
  return `/units/${home['unitId']}/fund`
}

async function plan(ask: Ask): Promise<string> {
  return `/plans/${idOf(itemsOf(await ask('/api/plan-imports'))[0], 'imported plan')}`
}

/** A vote whose result is posted. */
async function postedVote(ask: Ask): Promise<string> {
  const posted = itemsOf(await ask('/api/decisions?limit=50')).find(({ status }) => status === 'published')
  return `/decisions/${idOf(posted, 'posted decision')}`
}

/** Where one manager is leaving and another is to come. */
async function transition(ask: Ask): Promise<string> {
  const [row] = itemsOf(await ask('/api/transitions'))
  return `/compounds/${String(row?.['compoundId'])}?tab=management`
}

export const shots: readonly Shot[] = [
  { name: 'sign-in', screen: 'desk', as: null, path: '/sign-in' },
  { name: 'overview', screen: 'desk', as: 'overseer', path: '/overview' },
  { name: 'overview-en', screen: 'desk', as: 'overseer', path: '/overview', english: true },
  { name: 'compounds', screen: 'desk', as: 'overseer', path: '/compounds?sort=freshness' },
  { name: 'compound', screen: 'desk', as: 'overseer', path: compound() },
  { name: 'freshness', screen: 'desk', as: 'overseer', path: compound('freshness') },
  { name: 'fund', screen: 'desk', as: 'overseer', path: compound('fund') },
  { name: 'requests', screen: 'desk', as: 'centre', path: requestOnDesk },
  { name: 'worker-phone', screen: 'phone', as: 'worker', path: '/' },
  { name: 'plan', screen: 'desk', as: 'admin', path: plan },
  { name: 'report-phone', screen: 'phone', as: 'resident', path: '/report' },
  { name: 'resident-phone', screen: 'phone', as: 'resident', path: '/home' },
  { name: 'statement-phone', screen: 'phone', as: 'resident', path: ownStatement },
  { name: 'vote-phone', screen: 'phone', as: 'resident', path: postedVote },
  { name: 'transition', screen: 'desk', as: 'overseer', path: transition },
  { name: 'compare', screen: 'desk', as: 'overseer', path: '/compare' },
  { name: 'wall', screen: 'wall', as: 'overseer', path: '/wall' },
]
