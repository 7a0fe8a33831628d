/**
 * What the demo county was built on: a choice for each figure of an area that the Dianjiang plan prints in two ways.
 * Where only totals differ, nothing is chosen: the areas stand as printed and their sums are what they are.
 */
import type { Finding } from './api.ts'
import type { PlanField } from './events.ts'

export interface DemoChoice {
  readonly findingId: string
  readonly rowId: string
  readonly field: PlanField
  readonly value: number
  readonly printed: string
  readonly reason: string
}

const LINGYUAN =
  '取表5.1.4：正文的户数（427）和面积（5.04）若代入，2021年全年为 8015 户、103.81 万平方米，都超过印出的小计；重点项目的范围可能不同。'
const XIOU =
  '取表5.1.4：两行相加正是小计（33.2、2512），表5.1.3和正文年度计划段也相同；正文重点项目可能只是片区的一部分。'
const YINGCHUN =
  '取表5.1.4：两行相加正是小计（68.965、4814），正文年度计划段也相同；正文的迎春片区可能只是片区的一部分。'

/** Finding of the shipped `dianjiang-plan.csv` → the printed figure taken, and why. */
const CHOSEN: readonly (readonly [findingId: string, printed: string, reason: string])[] = [
  [
    'subtotal-r031-buildings',
    '42',
    '本年只有这一个片区；小计、表5.1.3和正文年度计划段都印 42 栋，合计 805 栋也用 42。印 4 栋则每栋 415 户，疑漏印一位。',
  ],
  ['same-fact-twice-r015-r047-buildings', '19', LINGYUAN],
  ['same-fact-twice-r015-r047-floorArea', '3.22', LINGYUAN],
  ['same-fact-twice-r015-r047-households', '268', LINGYUAN],
  ['same-fact-twice-r027-r050-floorArea', '20.3', XIOU],
  ['same-fact-twice-r027-r050-households', '1616', XIOU],
  ['same-fact-twice-r022-r048-floorArea', '36.425', YINGCHUN],
  ['same-fact-twice-r022-r048-households', '2210', YINGCHUN],
  [
    'ratio-outlier-r025-floorArea',
    '11.9',
    '照印出的取：正文（温泉路片区）同样印 11.9，两行相加也正是小计 69.02，没有别的数字可用；每户面积偏大，待实测核对。',
  ],
]

/** Those of the choices whose finding is there: none for another plan. */
export function demoChoices(findings: readonly Finding[]): DemoChoice[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  return CHOSEN.flatMap(([findingId, printed, reason]) => {
    const finding = byId.get(findingId)
    const side = finding?.sides.find((one) => one.printed === printed)
    if (!finding?.field || !finding.rowId || !side || side.value === null) return []
    return [{ findingId, rowId: finding.rowId, field: finding.field, value: side.value, printed, reason }]
  })
}
