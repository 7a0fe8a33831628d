/** A fund rule as it is typed, and the command that follows from it. Lists of codes are taken over from the rule that it is like. */
import { exactInteger, exactText, type RuleBasis } from '@changxin/shared/kernel'
import {
  BuildingKind,
  FUND_SETTINGS,
  type FundRule,
  type FundSettingName,
  type fundRulesApi,
} from '@changxin/shared/repair-fund'
import type { BodyOf } from '../../api/index.ts'
import { emptyHead, headOf, missingInHead, type RuleHeadTyped, record } from '../../rules/rule-head.ts'
import { unitOf } from './setting-text.ts'

type AdoptBody = BodyOf<typeof fundRulesApi.adoptFundRule>

export interface Typed {
  value: string
  basis: RuleBasis
  source: string
}
export interface FundRuleForm extends RuleHeadTyped {
  settings: Record<FundSettingName, Typed>
  /** Empty: none. */
  toleranceFen: Typed
  /** Yuan a square metre; empty: the place has set none. */
  firstDeposits: Record<BuildingKind, Typed>
  /** Yuan, up to which each of the first approvers stands in; the last one is open. */
  approvals: { upTo: string[]; basis: RuleBasis; source: string }
  like: FundRule
}

const nothing = (): Typed => ({ value: '', basis: 'standard', source: '' })
const yuan = (fen: number) => exactText(fen, 2)

export function formLike(rule: FundRule, today: string): FundRuleForm {
  const { settings, toleranceFen, approvals } = rule
  return {
    ...emptyHead(today),
    like: rule,
    settings: record(FUND_SETTINGS, (name) => ({ ...settings[name], value: typed(name, settings[name].value) })),
    toleranceFen: toleranceFen ? { ...toleranceFen, value: yuan(toleranceFen.value) } : nothing(),
    firstDeposits: record(BuildingKind.options, (kind) => {
      const known = rule.firstDeposits.find(({ buildingKind }) => buildingKind === kind)
      return known ? { value: yuan(known.fenPerSquareMetre), basis: known.basis, source: known.source } : nothing()
    }),
    approvals: {
      upTo: approvals.steps.map(({ upToFen }) => (upToFen === null ? '' : yuan(upToFen))),
      ...{ basis: approvals.basis, source: approvals.source },
    },
  }
}
const typed = (name: FundSettingName, value: number) => (unitOf(name) === 'Fen' ? yuan(value) : String(value))

const wholeOf = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined)
const fenOf = (text: string) => {
  const fen = exactInteger(text.trim(), 2)
  return fen === undefined || fen < 0 ? undefined : fen
}
const numberOf = (name: FundSettingName, { value }: Typed) => (unitOf(name) === 'Fen' ? fenOf(value) : wholeOf(value))

/** Names of fields in which something is missing or no number; what contradicts itself the server says. */
export function wrongIn(form: FundRuleForm): ReadonlySet<string> {
  const wrong = new Set<string>(missingInHead(form))
  const need = (name: string, ok: boolean) => (ok ? wrong : wrong.add(name))
  for (const name of FUND_SETTINGS) {
    const one = form.settings[name]
    need(name, numberOf(name, one) !== undefined && one.source.trim() !== '')
  }
  const optional = [['toleranceFen', form.toleranceFen] as const, ...Object.entries(form.firstDeposits)]
  for (const [name, one] of optional)
    need(name, one.value.trim() === '' || (fenOf(one.value) !== undefined && one.source.trim() !== ''))
  const { upTo, source } = form.approvals
  need('approvals', source.trim() !== '' && upTo.slice(0, -1).every((text) => (fenOf(text) ?? 0) > 0))
  return wrong
}

/** Only for a form in which nothing is wrong. */
export function bodyOf(form: FundRuleForm): AdoptBody {
  const { like, approvals } = form
  const grounded = ({ basis: of, source: from }: Typed) => ({ basis: of, source: from.trim() })
  const tolerance = form.toleranceFen
  const last = like.approvals.steps.length - 1
  return {
    ...headOf(form),
    settings: record(FUND_SETTINGS, (name) => ({
      value: numberOf(name, form.settings[name]) ?? 0,
      ...grounded(form.settings[name]),
    })),
    toleranceFen: tolerance.value.trim() ? { value: fenOf(tolerance.value) ?? 0, ...grounded(tolerance) } : null,
    firstDeposits: BuildingKind.options.flatMap((buildingKind) => {
      const one = form.firstDeposits[buildingKind]
      if (!one.value.trim()) return []
      return [{ buildingKind, fenPerSquareMetre: fenOf(one.value) ?? 0, ...grounded(one) }]
    }),
    approvals: {
      steps: like.approvals.steps.map(({ approver }, index) => ({
        upToFen: index === last ? null : (fenOf(approvals.upTo[index] ?? '') ?? null),
        approver,
      })),
      ...{ basis: approvals.basis, source: approvals.source.trim() },
    },
    ...{ emergencies: like.emergencies, commonParts: like.commonParts, exclusions: like.exclusions },
  }
}
