/** What a column header means. Columns are found by header alone: two tables of the same plan print them in different order. */
import type { PlanField } from './events.ts'

/**
 * `floorArea` is printed in 10,000 m² (a header that names another unit is not understood, rather than misread);
 * `note` is known and left out; `ignored` was not understood.
 */
export type Column = PlanField | 'year' | 'areaName' | 'table' | 'share' | 'note' | 'ignored'

const HEADERS: readonly (readonly [Column, RegExp])[] = [
  ['year', /^(year|年度|年度计划|年份)$/],
  ['areaName', /^(area_?name|area|row|name|片区名称|片区|小区名称|名称|所在街道|街道|年代|建成年份|结构形式)$/],
  ['compounds', /^(compounds|小区个数|小区数|小区)(\(个\))?$/],
  ['buildings', /^(buildings|栋数|楼栋数)(\(栋\))?$/],
  ['households', /^(households|户数|居民户数)(\(户\))?$/],
  ['floorArea', /^(area_10k_m2|floor_?area_10k_m2|(建筑)?面积(\((万平方米|万m2)\))?)$/],
  ['share', /^(share|area_pct\w*|(建筑面积)?(占比|比例)(\(%\))?)$/],
  ['table', /^(source_?table|source|table|来源|来源表|出处|表|表号)$/],
  ['note', /^(note|notes|remark|remarks|备注|说明|序号|no\.?)$/],
]

export function columnOf(header: string): Column {
  const plain = header.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  return HEADERS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'ignored'
}
