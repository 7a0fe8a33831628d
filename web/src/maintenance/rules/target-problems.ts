/** What is wrong with a rule before it is sent: the schema of the route and the decider, said beside their fields. */
import { type ErrorParams, Rejected, sentenceOf } from '@changxin/shared/kernel'
import { DeskHours, maintenanceErrors, targetsApi, targetsDecider } from '@changxin/shared/maintenance'
import type { Words } from '../step-words.ts'
import { type AdoptBody, bodyOf, type DeskTyped, deskOf, type TargetForm } from './target-form.ts'

/** Sentences by the path of the form: `source`, `desks[0].opens`, `targets[2].responseMinutes`, … */
export type FieldProblems = Readonly<Record<string, string>>

const DESK_FIELD: Readonly<Record<string, string>> = { opensMinute: 'opens', closesMinute: 'closes' }

export function problemsOf(form: TargetForm, t: Words, language: 'zh' | 'en'): FieldProblems {
  const ofDesks = form.desks.flatMap((desk, index) => problemsOfDesk(desk, `desks[${index}]`, t, language))
  const body = bodyOf(form)
  const issues = targetsApi.adopt.body.safeParse(body).error?.issues ?? []
  const ofBody = issues
    // Hours are the desks' matter, and what is counted in them cannot be told before they are right.
    .filter(({ path }) => !path.includes('hours') && (ofDesks.length === 0 || path[0] !== 'targets'))
    .map(({ path }) => [pathOf(path), t(`maintenance.targetRules.wrong.${path.findLast(isName)}`)] as const)
  const found = [...ofDesks, ...ofBody]
  return Object.fromEntries(found.length > 0 ? found : refusalOf(body, language))
}

type Found = readonly (readonly [field: string, sentence: string])[]

function problemsOfDesk(typed: DeskTyped, path: string, t: Words, language: 'zh' | 'en'): Found {
  const desk = deskOf(typed)
  const issues = DeskHours.safeParse(desk).error?.issues ?? []
  if (issues.length === 0 && desk.closesMinute <= desk.opensMinute)
    return [[`${path}.closes`, sentence('desk-closes-before-opening', {}, language)]]
  return issues.map(({ path: [name] }) => [
    `${path}.${DESK_FIELD[String(name)] ?? String(name)}`,
    t('maintenance.targetRules.wrong.time'),
  ])
}

const isName = (part: PropertyKey): part is string => typeof part === 'string'

function pathOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (isName(part) ? `.${part}` : `[${String(part)}]`))
  return parts.join('').slice(1)
}

/** The decider needs no stream to say what is wrong within a rule. */
function refusalOf(body: AdoptBody, language: 'zh' | 'en'): Found {
  const rule = { ...body, ruleId: 'typed', targets: [...body.targets] }
  try {
    targetsDecider.decide({ type: 'AdoptTargets', rule, at: '1970-01-01T00:00:00.000Z', by: 'typed' }, [], undefined)
    return []
  } catch (refusal) {
    if (!(refusal instanceof Rejected)) throw refusal
    return [[String(refusal.params.field), sentence(refusal.code, refusal.params, language)]]
  }
}

function sentence(code: string, params: ErrorParams, language: 'zh' | 'en'): string {
  const entry = maintenanceErrors.entries[code]
  return entry ? sentenceOf(entry, language, params) : code
}
