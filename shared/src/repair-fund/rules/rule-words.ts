/** Words of a fund rule: common parts, what the fund never pays, emergencies, who may be the second person. */
import type { CommonPartKind } from '@changxin/shared/places'
import { z } from 'zod'

/** 住宅专项维修资金管理办法 art. 3: 共用部位, then 共用设施设备. */
export const CommonPartCode = z.enum([
  'foundation',
  'load-bearing-wall',
  'column',
  'beam',
  'slab',
  'roof',
  'outer-wall',
  'hall',
  'stairwell',
  'corridor',
  'lift',
  'antenna',
  'lighting',
  'fire-system',
  'green',
  'road',
  'road-lamp',
  'drain',
  'pool',
  'well',
  'garage',
  'public-sports',
])
export type CommonPartCode = z.infer<typeof CommonPartCode>

/** art. 25 (1)–(4): 保修责任, 专业经营单位, 人为损坏, 物业服务合同. */
export const ExclusionCode = z.enum(['builders-warranty', 'utility', 'man-made-damage', 'service-contract'])
export type ExclusionCode = z.infer<typeof ExclusionCode>

export const EmergencyKind = z.enum([
  'lift',
  'fire-system',
  'facade-falling',
  'wall-or-road-collapse',
  'roof-or-wall-leak',
  'drain-blocked',
  'garage-flooding',
  'glass-curtain-wall',
])
export type EmergencyKind = z.infer<typeof EmergencyKind>

/** 多层, 高层 */
export const BuildingKind = z.enum(['multi-storey', 'high-rise'])
export type BuildingKind = z.infer<typeof BuildingKind>

/** Who approves beside whoever asked, by amount: somebody with the right to; from one sum on the community's clerk; from a larger one the subdistrict. */
export const Approver = z.enum(['second-person', 'community', 'subdistrict'])
export type Approver = z.infer<typeof Approver>

const CODE_OF_PART: Readonly<Partial<Record<CommonPartKind, CommonPartCode>>> = {
  roof: 'roof',
  'external-wall': 'outer-wall',
  structure: 'load-bearing-wall',
  stairwell: 'stairwell',
  'entrance-door': 'hall',
  lift: 'lift',
  'fire-system': 'fire-system',
  drain: 'drain',
  'septic-tank': 'pool',
  lighting: 'lighting',
  road: 'road',
  green: 'green',
  parking: 'garage',
  fitness: 'public-sports',
}

/** The kind of registered part that a name of art. 3 speaks of first; undefined where none does. */
export const kindOfCode = (code: CommonPartCode): CommonPartKind | undefined =>
  (Object.keys(CODE_OF_PART) as CommonPartKind[]).find((kind) => CODE_OF_PART[kind] === code)

/** What art. 3 calls a registered part; null where it does not name it: its list is open, and somebody must say. */
export const codeOfPart = (kind: CommonPartKind): CommonPartCode | null => CODE_OF_PART[kind] ?? null
