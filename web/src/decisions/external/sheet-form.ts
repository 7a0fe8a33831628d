/** A decision that was taken outside, as it is typed from its papers, and the command that follows from it. */
import type { externalApi, SheetFigures } from '@changxin/shared/decisions'
import { exactInteger } from '@changxin/shared/kernel'
import type { BodyOf } from '../../api/index.ts'
import { type Lack, lacksOf, type ProposalDraft, bodyOf as proposalBodyOf } from '../propose/proposal-draft.ts'

export const MEANS = ['paper', 'city-platform', 'meeting', 'other'] as const
export const ANSWERS = ['participating', 'yes', 'no', 'abstained'] as const
type RecordBody = BodyOf<typeof externalApi.record>

export interface SumTyped {
  floorArea: string
  heads: string
}
/** Of one item; `stated` is what the papers themselves say came of it. */
export type SheetTyped = Record<(typeof ANSWERS)[number], SumTyped> & { stated: '' | 'yes' | 'no' }
export interface ExternalForm {
  means: RecordBody['means']
  platform: string
  decidedOn: string
  stamp: string
  files: string[]
  electorate: SumTyped
  unitsWithoutFloorArea: string
  /** By key of the item. */
  sheets: Record<string, SheetTyped>
}

const emptySum = (): SumTyped => ({ floorArea: '', heads: '' })
export const emptySheet = (): SheetTyped => ({
  ...{ participating: emptySum(), yes: emptySum(), no: emptySum(), abstained: emptySum() },
  stated: '',
})
export const emptyForm = (): ExternalForm => ({
  ...{ means: 'paper', platform: '', decidedOn: '', stamp: '', files: [] },
  ...{ electorate: emptySum(), unitsWithoutFloorArea: '0', sheets: {} },
})

/** `8,412.33` → 841233; undefined when it is no exact area of at least 0. */
export function areaTyped(typed: string): number | undefined {
  const area = exactInteger(plain(typed), 2)
  return area !== undefined && area >= 0 ? area : undefined
}
export function wholeTyped(typed: string): number | undefined {
  return /^\d{1,7}$/.test(plain(typed)) ? Number(plain(typed)) : undefined
}
const plain = (typed: string) => typed.normalize('NFKC').replace(/[,\s]/g, '')

const sumOf = ({ floorArea, heads }: SumTyped) => {
  const [area, count] = [areaTyped(floorArea), wholeTyped(heads)]
  return area === undefined || count === undefined ? undefined : { floorArea: area, heads: count }
}

export type SheetLack = Exclude<Lack, 'reason'> | 'decidedOn' | 'platform' | 'stamp' | 'files' | 'electorate' | 'sheet'

/** What is still missing, the first of each kind with the number of its item. */
export function lacksOfExternal(form: ExternalForm, draft: ProposalDraft) {
  const isMissing: Readonly<Record<string, boolean>> = {
    decidedOn: !form.decidedOn,
    platform: form.means === 'city-platform' && !form.platform.trim(),
    stamp: !form.stamp.trim(),
    files: form.files.length === 0,
    electorate: !sumOf(form.electorate) || wholeTyped(form.unitsWithoutFloorArea) === undefined,
  }
  return [
    ...lacksOf(draft).filter(({ what }) => what !== 'reason'),
    ...Object.keys(isMissing)
      .filter((what) => isMissing[what])
      .map((what) => ({ what, item: null })),
    ...draft.items.flatMap(({ key }, index) =>
      figuresOf(form, key) ? [] : [{ what: 'sheet' as const, item: index + 1 }],
    ),
  ] as readonly { readonly what: SheetLack; readonly item: number | null }[]
}

function figuresOf(form: ExternalForm, itemId: string): SheetFigures | undefined {
  const sheet = form.sheets[itemId]
  const electorate = sumOf(form.electorate)
  const unitsWithoutFloorArea = wholeTyped(form.unitsWithoutFloorArea)
  if (!sheet?.stated || !electorate || unitsWithoutFloorArea === undefined) return undefined
  const [participating, yes, no, abstained] = ANSWERS.map((answer) => sumOf(sheet[answer]))
  if (!participating || !yes || !no || !abstained) return undefined
  return {
    itemId,
    electorate,
    participating,
    yes,
    no,
    abstained,
    unitsWithoutFloorArea,
    stated: sheet.stated === 'yes',
  }
}

/** Undefined while something is missing. */
export function externalBodyOf(form: ExternalForm, draft: ProposalDraft): RecordBody | undefined {
  if (lacksOfExternal(form, draft).length > 0) return undefined
  // A proposal has its reason; what was decided long ago has its papers instead.
  const proposal = proposalBodyOf({ ...draft, reason: '—' })
  if (!proposal) return undefined
  const { title, scope, items, groups } = proposal
  const { means, decidedOn, files } = form
  return {
    ...{ title, scope, items, groups, means, decidedOn, files, stamp: form.stamp.trim() },
    platform: means === 'city-platform' ? form.platform.trim() : null,
    counts: items.flatMap(({ itemId }) => figuresOf(form, itemId) ?? []),
  }
}
