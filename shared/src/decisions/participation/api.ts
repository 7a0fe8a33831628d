/** Routes of the rules of participation: what holds in a compound, and adopting another. */
import { commandRoute, Day, Id, Line, queryRoute, RuleBasis } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Setting } from '../voting-rule.ts'
import { PARTICIPATION_SETTINGS, ParticipationRule, type ParticipationSetting } from './rule.ts'

const Given = z.strictObject(Setting.shape)

export const participationApi = {
  rules: queryRoute({
    action: 'decisions.participation-rules',
    path: '/api/compounds/:id/participation-rules',
    input: { id: Id, on: Day.optional() },
    output: z.object({
      /** In force in the compound on the day. */
      rule: ParticipationRule,
      /** All that were ever adopted for it, for a region that it lies in, or for everywhere; the nearest first. */
      adopted: z.array(ParticipationRule.extend({ jurisdictionName: z.string().nullable() })),
    }),
    summary: 'Numbers for committees, demands and consultations, each with its basis and source',
  }),
  adopt: commandRoute({
    action: 'decisions.adopt-participation-rule',
    path: '/api/participation-rules',
    params: {},
    body: z.strictObject({
      ruleId: Id.optional(),
      /** `all`, a region or a compound. */
      jurisdiction: Id,
      validFrom: Day,
      /** Whoever adopts a rule has a reason: nothing is adopted as a suggestion. Single numbers may stay one. */
      basis: RuleBasis.exclude(['suggested']),
      source: Line(200),
      settings: z.strictObject(
        Object.fromEntries(PARTICIPATION_SETTINGS.map((name) => [name, Given])) as Record<
          ParticipationSetting,
          typeof Given
        >,
      ),
    }),
    summary: 'Adopts numbers from a first day on; what has begun keeps those it began with',
  }),
}
