/** Routes of the steps of a request: each reads as a verb on it. */
import { commandRoute, Day, Fen, Id, Instant, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FILES, MAX_HELPERS, Material, PauseCause, RejectionGround, ToldMeans, VisitResult } from './events.ts'

export const Files = z.array(Sha256).max(MAX_FILES).default([])
/** When it happened, for what was noted on paper or without signal; never after now. */
export const occurred = { occurredAt: Instant.optional() }
const Note = Prose(500).nullable().default(null)

const step = <Body extends z.ZodRawShape>(verb: string, body: Body, summary: string, otherVerb?: string) =>
  commandRoute({
    action: `maintenance.${verb}`,
    path: `/api/requests/:id/${verb}`,
    ...(otherVerb ? { also: `/api/requests/:id/${otherVerb}` } : {}),
    params: { id: Id },
    body: z.strictObject({ ...occurred, ...body }),
    summary,
  })

export const stepsApi = {
  accept: step('accept', {}, 'Accepts 受理 a reported request'),
  reject: step(
    'reject',
    { ground: RejectionGround, reason: Prose(500) },
    'Does not take it on 不予受理, with the ground and a reason',
  ),
  assign: step(
    'assign',
    {
      assigneeId: Id,
      helperIds: z.array(Id).max(MAX_HELPERS).default([]),
      how: z.enum(['assigned', 'rotated']).default('assigned'),
    },
    'Assigns 派单 a worker and who comes along; again = another worker',
    'dispatch',
  ),
  grab: step('grab', {}, 'Takes it 抢单: the first worker who asks has it'),
  transfer: step('transfer', { assigneeId: Id, reason: Prose(500) }, 'Hands it to another worker 转单'),
  handBack: step('hand-back', { reason: Prose(500) }, 'The worker gives it back 退单; it waits to be assigned'),
  start: step('start', {}, 'The worker is on site'),
  pause: step(
    'pause',
    { cause: PauseCause, note: Note, resumeBy: Day },
    'Pauses 挂起 until a day; stays open, and goes on by itself the day after',
  ),
  resume: step('resume', {}, 'Goes on after a pause'),
  complete: step(
    'complete',
    { note: Prose(1_000).nullable().default(null), files: Files },
    'Done at the door: one photo or one sentence is enough',
  ),
  costs: step(
    'costs',
    { materials: z.array(z.strictObject(Material.shape)).max(50).default([]), labourFen: Fen.default(0), note: Note },
    'Materials and labour, any time later; a correction is an entry with the opposite sign',
  ),
  confirm: step(
    'confirm',
    {
      how: z.enum(['in-app', 'phone', 'at-door']).default('in-app'),
      rating: z.int().min(1).max(5).nullable().default(null),
    },
    'The reporter confirms; by phone or at the door it is recorded by whom',
  ),
  partlyFixed: step('partly-fixed', { remaining: Prose(500) }, 'Something remains: opens again, not as a failure'),
  reopen: step('reopen', { reason: Prose(500) }, 'Not fixed: the request opens again with a new resolution clock'),
  cancel: step('cancel', { reason: Prose(500) }, 'Withdraws the request'),
  close: step('close', { reason: Prose(500) }, 'Ends it by force 强制关闭; overseers see the reason'),
  merge: step(
    'merge',
    { intoRequestId: Id },
    'Ends it as a duplicate 并单 of another request, which takes over who waits',
  ),
  follow: step('follow', {}, 'Me too 我也遇到: one more waits for it'),
  urge: step('urge', {}, 'Urges 催单, from when it arrives; at most once every few hours'),
  tell: step(
    'tell',
    { personId: Id.nullable().default(null), means: ToldMeans, note: Note },
    'Records who was told, and how',
  ),
  visit: step(
    'visit',
    { result: VisitResult, means: ToldMeans, note: Note },
    'Return visit 回访; a dissatisfied answer opens the request again',
  ),
  note: step('notes', { text: Prose(1_000), files: Files }, 'Adds a note'),
}

/** What a request shows of its way beside the row: who waits, why it stands still, what it cost. */
export const RequestExtras = z.object({
  /** Whether the person who asks waits for it already, as reporter or follower. */
  isWaiting: z.boolean(),
  helpers: z.array(z.object({ id: Id, name: z.string() })),
  pause: z.object({ resumeBy: Day, stopsClock: z.boolean() }).nullable(),
  /** Since when it may be urged again; null = now. */
  urgeAgainAt: Instant.nullable(),
  mergedInto: z.object({ id: Id, number: z.string() }).nullable(),
  costFen: Fen,
})
