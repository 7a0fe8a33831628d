/** Routes of the duty rota: rotas, members, turns, swaps, and who is on duty now. */
import {
  CommandAnswer,
  commandRoute,
  Day,
  Id,
  Instant,
  Line,
  Phone,
  Prose,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { KeptHow, MAX_ROTA_MEMBERS, RotaOwner } from './events.ts'
import { RotaPattern, RotaPurpose, RotaStaff } from './pattern.ts'
import { GRACE_MINUTES, MAX_GRACE_MINUTES, MissedLevel, TurnStatus } from './times.ts'

export const MAX_ROTAS = 100
/** A month's sheet shows whole weeks, and what was in the four weeks before. */
export const MAX_ROTA_DAYS = 42
/** Of 42 days with four shifts, or as many weekly slots. */
export const MAX_TURNS_SHOWN = 300
const MAX_MISSED_SHOWN = 200
const MAX_PEOPLE = 500

export const RotaRow = z.object({
  id: Id,
  owner: RotaOwner,
  ownerName: z.string(),
  purpose: RotaPurpose,
  staff: RotaStaff,
  title: z.string(),
  members: z.int(),
  isClosed: z.boolean(),
  sample: z.boolean(),
})
export type RotaRow = z.infer<typeof RotaRow>

export const TurnSwapView = z.object({
  swapId: Id,
  byPersonId: Id,
  byName: z.string(),
  /** Null = whoever takes it. */
  toPersonId: Id.nullable(),
  toName: z.string().nullable(),
  /** What is offered in return is a turn of the one who is asked. */
  forTurnId: Id.nullable(),
  forTurnFrom: Instant.nullable(),
})

export const TurnRow = z.object({
  id: Id,
  rotaId: Id,
  personId: Id,
  personName: z.string(),
  from: Instant,
  until: Instant,
  /** Null where it stays inside the group. */
  status: TurnStatus.nullable(),
  /** Whose turn it was before a swap; null also where that stays inside the group. */
  swappedFromName: z.string().nullable(),
  how: KeptHow.nullable(),
  keptAt: Instant.nullable(),
  keptByName: z.string().nullable(),
  note: z.string().nullable(),
  files: z.array(Sha256),
  reminded: z.boolean(),
  swap: TurnSwapView.nullable(),
})
export type TurnRow = z.infer<typeof TurnRow>

/** Kept, missed and swapped away in the days shown; of the group alone, or of paid staff. */
export const MemberCount = z.object({
  personId: Id,
  name: z.string(),
  isMember: z.boolean(),
  kept: z.int(),
  missed: z.int(),
  open: z.int(),
})

export const RotaView = RotaRow.extend({
  pattern: RotaPattern,
  since: Day,
  graceMinutes: z.int(),
  plannedThrough: Day.nullable(),
  /** In order. */
  people: z.array(z.object({ id: Id, name: z.string() })).max(MAX_ROTA_MEMBERS),
  from: Day,
  until: Day,
  turns: z.array(TurnRow).max(MAX_TURNS_SHOWN),
  /** Null where outcomes stay inside the group. */
  counts: z.array(MemberCount).nullable(),
  /** Volunteers whose group decided to show missed turns: from this day on. */
  sharesMissedSince: Day.nullable(),
  /** Whoever asks belongs to the group, or the rota is of paid staff. */
  isInside: z.boolean(),
  deskPhone: z.string().nullable(),
})
export type RotaView = z.infer<typeof RotaView>

export const MyTurn = TurnRow.extend({
  title: z.string(),
  purpose: RotaPurpose,
  staff: RotaStaff,
  ownerName: z.string(),
  colleagues: z.array(z.object({ id: Id, name: z.string() })).max(MAX_ROTA_MEMBERS),
})
export type MyTurn = z.infer<typeof MyTurn>

export const OnDutyRow = z.object({
  id: Id,
  rotaId: Id,
  title: z.string(),
  staff: RotaStaff,
  /** For staff alone. */
  personId: Id.nullable(),
  personName: z.string().nullable(),
  from: Instant,
  until: Instant,
  /** Of the duty desk, where it was published. */
  deskPhone: z.string().nullable(),
})
export type OnDutyRow = z.infer<typeof OnDutyRow>

export const MissedRow = TurnRow.extend({
  title: z.string(),
  ownerName: z.string(),
  level: MissedLevel,
  missedAt: Instant,
})
export type MissedRow = z.infer<typeof MissedRow>

const params = { id: Id }
const ofTurn = { id: Id, turnId: Id }
const Files = z.array(Sha256).max(4).default([])

export const rotaApi = {
  rotas: queryRoute({
    action: 'management.rotas',
    path: '/api/compounds/:id/rotas',
    input: params,
    output: z.object({ items: z.array(RotaRow).max(MAX_ROTAS) }),
    summary: 'Rotas of a compound and of whoever manages it',
  }),
  onDuty: queryRoute({
    action: 'management.on-duty',
    path: '/api/compounds/:id/on-duty',
    input: params,
    output: z.object({ items: z.array(OnDutyRow).max(MAX_ROTAS) }),
    summary: 'Who is on duty now; residents are told the telephone, where it was published',
  }),
  rota: queryRoute({
    action: 'management.rota',
    path: '/api/rotas/:id',
    input: { ...params, from: Day.optional(), days: z.coerce.number().int().min(1).max(MAX_ROTA_DAYS).optional() },
    output: RotaView,
    summary: 'A rota with its turns of four weeks from a day on; what became of volunteers’ turns is for the group',
  }),
  myTurns: queryRoute({
    action: 'management.my-turns',
    path: '/api/my-turns',
    input: {},
    output: z.object({
      items: z.array(MyTurn).max(MAX_TURNS_SHOWN),
      /** Others ask me, or anybody of the group, to take theirs. */
      asked: z.array(MyTurn).max(MAX_TURNS_SHOWN),
    }),
    summary: 'One’s own turns of the last days and the next four weeks, and swaps that wait for one’s word',
  }),
  missed: queryRoute({
    action: 'management.missed-turns',
    path: '/api/missed-turns',
    input: {},
    output: z.object({ items: z.array(MissedRow).max(MAX_MISSED_SHOWN) }),
    summary: 'Missed turns of paid staff that were told to whoever asks; volunteers’ never',
  }),
  people: queryRoute({
    action: 'management.rota-people',
    path: '/api/rota-people',
    input: { kind: RotaOwner.shape.kind, id: Id },
    output: z.object({
      items: z
        .array(z.object({ id: Id, name: z.string(), label: z.string().nullable(), isStaff: z.boolean() }))
        .max(MAX_PEOPLE),
    }),
    summary: 'People with a home or a role where the rota would be',
  }),
  open: commandRoute({
    action: 'management.open-rota',
    path: '/api/rotas',
    params: {},
    body: z.strictObject({
      owner: RotaOwner,
      purpose: RotaPurpose,
      staff: RotaStaff,
      title: Line(40),
      pattern: RotaPattern,
      personIds: z.array(Id).min(1).max(MAX_ROTA_MEMBERS),
      since: Day,
      graceMinutes: z.int().min(0).max(MAX_GRACE_MINUTES).default(GRACE_MINUTES),
    }),
    summary: 'Opens a rota and plans its first weeks',
  }),
  join: commandRoute({
    action: 'management.join-rota',
    path: '/api/rotas/:id/members',
    params,
    body: z.strictObject({ personId: Id, replan: z.boolean().default(false) }),
    summary: 'Adds somebody at the end of the order; `replan`: turns from a week on are planned anew with them',
  }),
  leave: commandRoute({
    action: 'management.leave-rota',
    path: '/api/rotas/:id/members/:personId/leave',
    params: { ...params, personId: Id },
    body: z.strictObject({}),
    summary: 'Somebody takes part no more; their turns to come go to the others',
  }),
  changePattern: commandRoute({
    action: 'management.change-rota',
    path: '/api/rotas/:id/pattern',
    params,
    body: z.strictObject({ pattern: RotaPattern }),
    summary: 'Another pattern; turns that have not begun are planned anew',
  }),
  close: commandRoute({
    action: 'management.close-rota',
    path: '/api/rotas/:id/close',
    params,
    body: z.strictObject({}),
    summary: 'Ends a rota; turns to come fall away',
  }),
  shareMissed: commandRoute({
    action: 'management.share-missed',
    path: '/api/rotas/:id/share-missed',
    params,
    body: z.strictObject({ shares: z.boolean(), decidedOn: Day, ground: Line(300) }),
    summary: 'The group decides whether others may see volunteers’ missed turns, from tomorrow on',
  }),
  publishPhone: commandRoute({
    action: 'management.publish-desk-phone',
    path: '/api/rotas/:id/desk-phone',
    params,
    body: z.strictObject({ phone: Phone.nullable() }),
    summary: 'The telephone of the duty desk that residents see; null takes it back',
  }),
  start: commandRoute({
    action: 'management.start-turn',
    path: '/api/rotas/:id/turns/:turnId/start',
    params: ofTurn,
    body: z.strictObject({}),
    summary: 'Whoever has the turn is there',
  }),
  keep: commandRoute({
    action: 'management.keep-turn',
    path: '/api/rotas/:id/turns/:turnId/keep',
    params: ofTurn,
    body: z.strictObject({ note: Prose(500).nullable().default(null), files: Files }),
    summary: 'The turn was kept: said by the person, a colleague, or for somebody who called',
  }),
  askSwap: commandRoute({
    action: 'management.ask-swap',
    path: '/api/rotas/:id/turns/:turnId/ask-swap',
    params: ofTurn,
    body: z.strictObject({ toPersonId: Id.nullable().default(null), forTurnId: Id.nullable().default(null) }),
    summary: 'Asks somebody, or the whole group, to take one’s turn, or to exchange turns',
  }),
  agreeSwap: commandRoute({
    action: 'management.agree-swap',
    path: '/api/rotas/:id/turns/:turnId/swaps/:swapId/agree',
    params: { ...ofTurn, swapId: Id },
    body: z.strictObject({}),
    summary: 'Agrees to take the turn; said by whoever will have it',
  }),
  declineSwap: commandRoute({
    action: 'management.decline-swap',
    path: '/api/rotas/:id/turns/:turnId/swaps/:swapId/decline',
    params: { ...ofTurn, swapId: Id },
    body: z.strictObject({}),
    summary: 'Says no to a swap, or takes the question back',
  }),
  giveLink: commandRoute({
    action: 'management.give-turn-link',
    path: '/api/rotas/:id/turns/:turnId/link',
    params: ofTurn,
    body: z.strictObject({}),
    answer: CommandAnswer.extend({
      /** Told here alone, again only to a repeat of the same command. The link is `/t#<token>`. */
      token: z.string(),
    }),
    summary: 'A link to this one turn, for somebody without an account',
  }),
}
