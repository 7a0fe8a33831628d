/** What the desk decides about liability, as typed and kept; what is wrong with it; and the command that follows. */
import { exactInteger, exactText, PositiveFen } from '@changxin/shared/kernel'
import {
  isPartyNamed,
  type LiabilityRoute,
  type LiabilityView,
  type liabilityApi,
  LiabilityRoute as Route,
  StatedFact,
} from '@changxin/shared/maintenance'
import { z } from 'zod'
import type { BodyOf } from '../../api/index.ts'

export const LiabilityForm = z.object({
  /** Null until a tap: then the suggestion holds, also where a statement changes it. */
  route: Route.nullable(),
  party: z.string().max(200),
  estimate: z.string().max(40),
  note: z.string().max(2_000),
  stated: z.array(StatedFact).max(StatedFact.options.length),
})
export type LiabilityForm = z.infer<typeof LiabilityForm>
type Body = BodyOf<typeof liabilityApi.decide>

/** Opens with what was decided last, else with the suggestion. */
export function formOf({ decided }: Pick<LiabilityView, 'decided'>): LiabilityForm {
  return {
    route: decided?.route ?? null,
    party: decided?.party ?? '',
    estimate: decided?.estimateFen ? exactText(decided.estimateFen, 2) : '',
    note: decided?.note ?? '',
    stated: [...(decided?.from.stated ?? [])],
  }
}

/** `amount`: no sum of money above zero; `basis`: a statement needs a note that says how it is known. */
export type Wrong = { readonly estimate?: 'amount'; readonly note?: 'basis' }

const textOf = (typed: string) => typed.trim() || null

export function wrongOf({ estimate, note, stated }: LiabilityForm): Wrong {
  const isAmount = estimate.trim() === '' || PositiveFen.safeParse(exactInteger(estimate, 2)).success
  return {
    ...(isAmount ? {} : { estimate: 'amount' }),
    ...(stated.length > 0 && textOf(note) === null ? { note: 'basis' } : {}),
  }
}

/** Of a form with nothing wrong. A party that was typed for another route is left out, not refused. */
export function bodyOf({ party, estimate, note, stated }: LiabilityForm, route: LiabilityRoute): Body {
  return {
    route,
    party: isPartyNamed(route) ? textOf(party) : null,
    note: textOf(note),
    estimateFen: estimate.trim() === '' ? null : (exactInteger(estimate, 2) ?? null),
    stated,
  }
}

const Kept = z.object({ requestId: z.string(), form: LiabilityForm })
/** One at a time: whoever turns to another request has put this one away. */
export type KeptLiability = z.infer<typeof Kept> | null

/** An older or broken draft is none. */
export const readKept = (kept: unknown): KeptLiability => Kept.safeParse(kept).data ?? null

/** What is kept once this form was changed: as long as nothing is typed here, that of another request stays. */
export function keptAfter(
  kept: KeptLiability,
  view: Pick<LiabilityView, 'requestId' | 'decided'>,
  form: LiabilityForm,
): KeptLiability {
  const { requestId } = view
  if (JSON.stringify(form) !== JSON.stringify(formOf(view))) return { requestId, form: { ...form } }
  return kept?.requestId === requestId ? null : kept
}
