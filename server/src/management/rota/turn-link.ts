/** Somebody without an account holds a link to one turn: what it opens, and when it has ended. */
import { addMinutes, Rejected } from '@changxin/shared/kernel'
import { EARLY_MINUTES, type LinkedTurn, type RotaCommand, rotaErrors, turnLinkApi } from '@changxin/shared/management'
import type { HeldLink, LinkSource } from '../../access/one-purpose-link.ts'
import type { Principal } from '../../access/principal.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { nameOf, shown } from '../../people/index.ts'
import type { Read } from '../../views/views.ts'
import { Rotas } from './rota.aggregates.ts'
import { lastDayOf } from './rota.queries.ts'
import { findRota, findTurn, ownerNameOf } from './rota.reads.ts'
import { LINKS, ROTAS, TURNS } from './rota.schema.ts'

/** Photos of one turn; a link that went round must not fill the disk. */
const MAX_LINK_UPLOADS = 12
const { reject } = rotaErrors

interface StoredLink {
  readonly link_id: string
  readonly rota_id: string
  readonly turn_id: string
  readonly person_id: string
  readonly uploads: number
  readonly withdrawn: number
}

export const turnLinkSource: LinkSource = {
  find(read, tokenHash, today) {
    const link = read.get<StoredLink>(`SELECT * FROM ${LINKS} WHERE token_hash = ?`, tokenHash)
    if (!link) return null
    const turn = findTurn(read, link.rota_id, link.turn_id)
    if (link.withdrawn === 1 || turn?.person_id !== link.person_id) throw reject('turn-link-passed-on')
    if (turn.status === 'kept' || today > lastDayOf(turn)) throw reject('turn-link-over')
    return {
      purpose: 'turn',
      linkId: link.link_id,
      aboutId: link.turn_id,
      personId: link.person_id,
      uploadsLeft: MAX_LINK_UPLOADS - link.uploads,
    }
  },
}

function linkIn(principal: Principal | null): HeldLink {
  if (!principal?.link) throw new Rejected('forbidden')
  return principal.link
}

function rotaIdOf(read: Read, { linkId }: HeldLink): string {
  const link = read.get<{ rota_id: string }>(`SELECT rota_id FROM ${LINKS} WHERE link_id = ?`, linkId)
  if (!link) throw new Rejected('link-unknown')
  return link.rota_id
}

function viewTurn(read: Read, link: HeldLink): LinkedTurn | null {
  const rotaId = rotaIdOf(read, link)
  const rota = findRota(read, rotaId)
  const turn = findTurn(read, rotaId, link.aboutId)
  if (!rota || !turn) return null
  return {
    title: rota.title,
    ownerName: ownerNameOf(read, rota),
    purpose: rota.purpose,
    personName: nameOf(read, turn.person_id),
    from: turn.from_at,
    until: turn.until_at,
    // Whoever gives out the link can open it too, and need not be of the group: that a volunteer missed it is not said.
    status: rota.staff === 'volunteer' && turn.status === 'missed' ? 'planned' : turn.status,
    isSwapAsked: turn.swap !== null,
    keepFrom: addMinutes(turn.from_at, -EARLY_MINUTES),
  }
}

/** The views that let the link in may be a moment old: whose turn it is says the log. */
async function step(context: CommandContext, commandOf: (turnId: string) => RotaCommand) {
  const link = linkIn(context.principal)
  const rotaId = context.views.peek((read) => rotaIdOf(read, link))
  const { state } = await context.store.load(Rotas, rotaId)
  if (state?.turns.get(link.aboutId)?.personId !== context.actor) throw reject('turn-link-passed-on')
  const executed = await context.execute(Rotas, rotaId, { command: commandOf(link.aboutId) })
  return answerOf(link.aboutId, await shown(context, executed))
}

export const turnLinkServed: readonly Served[] = [
  serveQuery(turnLinkApi.turn, {
    reads: [LINKS, TURNS, ROTAS, 'people_person'],
    subject: () => ({}),
    run: ({ read, principal }) => viewTurn(read, linkIn(principal)),
  }),
  serveCommand(turnLinkApi.keep, {
    subject: () => ({}),
    async handle(context, { body: { note, files } }) {
      await requireFilesOf(context, files)
      const at = context.receivedAt
      return step(context, (turnId) => ({ type: 'KeepTurn', turnId, how: 'link', note, files, at }))
    },
  }),
  serveCommand(turnLinkApi.askSwap, {
    subject: () => ({}),
    handle(context) {
      const of = { swapId: context.newId(), by: context.actor, at: context.receivedAt }
      return step(context, (turnId) => ({ type: 'AskSwap', turnId, ...of, toPersonId: null, forTurnId: null }))
    },
  }),
]
