/** The plan of a withdrawal while it is written, and as the server takes it. What is empty is said to be missing, never guessed. */
import { exactInteger, MAX_FEN } from '@changxin/shared/kernel'
import type {
  CommonPartCode,
  EmergencyKind,
  ExclusionCode,
  OnSiteParty,
  WithdrawalPlan,
  WithdrawalSplit,
} from '@changxin/shared/repair-fund'

export type Weights = Extract<WithdrawalSplit, { by: 'agreement' }>['weights']
export interface PlanForm {
  purpose: string
  requestId: string
  partId: string
  partCode: CommonPartCode | ''
  warrantyText: string
  warrantyFiles: string[]
  exclusion: ExclusionCode | ''
  ground: 'decision' | 'emergency'
  /** `<decisionId> <itemId>`; empty: none yet. */
  authorisation: string
  emergencyKind: EmergencyKind | ''
  seenOn: string
  parties: OnSiteParty[]
  proof: string[]
  budget: string
  contractor: string
  scope: {
    kind: 'compound' | 'building' | 'entrance' | 'units'
    buildingId: string
    entranceId: string
    unitIds: string[]
  }
  split: 'floor-area' | 'agreement'
  agreementText: string
  agreementFiles: string[]
  weights: Weights
  unsoldUnitIds: string[]
  files: string[]
}
export type Lacking = 'purpose' | 'warranty' | 'emergency' | 'budget' | 'scope' | 'agreement'

export const emptyPlan = (): PlanForm => ({
  ...{ purpose: '', requestId: '', partId: '', partCode: '', warrantyText: '', warrantyFiles: [], exclusion: '' },
  ...{ ground: 'decision', authorisation: '', emergencyKind: '', seenOn: '', parties: [], proof: [] },
  ...{ budget: '', contractor: '', scope: { kind: 'compound', buildingId: '', entranceId: '', unitIds: [] } },
  ...{ split: 'floor-area', agreementText: '', agreementFiles: [], weights: [], unsoldUnitIds: [], files: [] },
})

/** `12345.60` */
export const yuanText = (fen: number) => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
export const authorisationKey = (of: { decisionId: string; itemId: string }) => `${of.decisionId} ${of.itemId}`

export function scopeForm(scope: WithdrawalPlan['scope']): PlanForm['scope'] {
  return {
    kind: scope.kind,
    buildingId: 'buildingId' in scope ? scope.buildingId : '',
    entranceId: 'entranceId' in scope ? scope.entranceId : '',
    unitIds: 'unitIds' in scope ? [...scope.unitIds] : [],
  }
}

export function formOf(plan: WithdrawalPlan): PlanForm {
  const { ground, split, warrantyOver } = plan
  const seen = ground.kind === 'emergency' ? ground.proof : null
  const agreed = split.by === 'agreement' ? split : null
  return {
    purpose: plan.purpose,
    requestId: plan.requestId ?? '',
    partId: plan.partId ?? '',
    partCode: plan.partCode ?? '',
    warrantyText: warrantyOver?.text ?? '',
    warrantyFiles: warrantyOver ? [warrantyOver.file] : [],
    exclusion: plan.exclusion ?? '',
    ground: ground.kind,
    authorisation: ground.kind === 'decision' && ground.authorisation ? authorisationKey(ground.authorisation) : '',
    emergencyKind: seen?.kind ?? '',
    seenOn: seen?.seenOn ?? '',
    parties: [...(seen?.parties ?? [])],
    proof: [...(seen?.files ?? [])],
    budget: yuanText(plan.budgetFen),
    contractor: plan.contractor ?? '',
    scope: scopeForm(plan.scope),
    split: split.by,
    agreementText: agreed?.text ?? '',
    agreementFiles: agreed ? [agreed.file] : [],
    weights: agreed?.weights ?? [],
    unsoldUnitIds: [...plan.unsoldUnitIds],
    files: [...plan.files],
  }
}

export function budgetFenOf(text: string): number | null {
  const fen = exactInteger(text.trim(), 2)
  return fen !== undefined && fen > 0 && fen <= MAX_FEN ? fen : null
}

function scopeOf({ kind, buildingId, entranceId, unitIds }: PlanForm['scope']): WithdrawalPlan['scope'] | null {
  if (kind === 'compound') return { kind }
  if (kind === 'building') return buildingId ? { kind, buildingId } : null
  if (kind === 'entrance') return buildingId && entranceId ? { kind, buildingId, entranceId } : null
  return unitIds.length > 0 ? { kind, unitIds: [...unitIds] } : null
}

/** Undefined where it is begun and not finished. */
function groundOf(form: PlanForm): WithdrawalPlan['ground'] | undefined {
  if (form.ground === 'decision') {
    const [decisionId = '', itemId = ''] = form.authorisation.split(' ')
    return { kind: 'decision', authorisation: decisionId && itemId ? { decisionId, itemId } : null }
  }
  const { emergencyKind: kind, seenOn, parties, proof: files } = form
  if (!kind && !seenOn && parties.length === 0 && files.length === 0) return { kind: 'emergency', proof: null }
  if (!kind || !seenOn || parties.length === 0 || files.length === 0) return undefined
  return { kind: 'emergency', proof: { kind, seenOn, parties: [...parties], files: [...files] } }
}

function splitOf(form: PlanForm): WithdrawalSplit | undefined {
  if (form.split === 'floor-area') return { by: 'floor-area' }
  const [file] = form.agreementFiles
  const text = form.agreementText.trim()
  return file && text && form.weights.length > 0 ? { by: 'agreement', text, file, weights: form.weights } : undefined
}

/** Undefined where it is begun and not finished: words without a paper prove nothing. */
function warrantyOf(form: PlanForm): WithdrawalPlan['warrantyOver'] | undefined {
  const text = form.warrantyText.trim()
  const [file] = form.warrantyFiles
  if (!text && !file) return null
  return text && file ? { text, file } : undefined
}

export function planOf(form: PlanForm): { plan: WithdrawalPlan | null; lacking: readonly Lacking[] } {
  const purpose = form.purpose.trim()
  const budgetFen = budgetFenOf(form.budget)
  const [scope, ground, split, warrantyOver] = [scopeOf(form.scope), groundOf(form), splitOf(form), warrantyOf(form)]
  const lacking: readonly (readonly [Lacking, boolean])[] = [
    ['purpose', !purpose],
    ['warranty', warrantyOver === undefined],
    ['emergency', ground === undefined],
    ['budget', budgetFen === null],
    ['scope', scope === null],
    ['agreement', split === undefined],
  ]
  const missing = lacking.flatMap(([what, lacks]) => (lacks ? [what] : []))
  if (warrantyOver === undefined || ground === undefined || !budgetFen || !scope || !split || missing.length > 0)
    return { plan: null, lacking: missing }
  const chosen = {
    requestId: form.requestId || null,
    partId: form.partId || null,
    partCode: form.partCode || null,
    exclusion: form.exclusion || null,
    contractor: form.contractor.trim() || null,
    unsoldUnitIds: [...form.unsoldUnitIds],
    files: [...form.files],
  }
  return { plan: { purpose, ...chosen, warrantyOver, ground, budgetFen, scope, split }, lacking: [] }
}
