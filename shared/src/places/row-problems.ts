/** A list is taken whole or not at all, so every fault of it is reported at once, by the JSON path of its row. */
import { reject } from './errors.ts'

/** The first so many faults are named, all are counted. */
export const MAX_ROW_PROBLEMS = 20

/** What can be wrong with a row, in words for the field at fault. */
export const rowFaults = {
  'name-taken': { zh: '这个名称已被使用', en: 'this name is taken already' },
  'name-twice': { zh: '清单里有重复的名称', en: 'this name stands twice in the list' },
  'id-taken': { zh: '这个编号已被使用', en: 'this id is taken already' },
  'id-twice': { zh: '清单里有重复的编号', en: 'this id stands twice in the list' },
  'building-unknown': { zh: '小区里没有这栋楼', en: 'the compound has no such building' },
  'building-missing': { zh: '填了单元就要填楼栋', en: 'an entrance needs its building' },
  'entrance-unfit': { zh: '这栋楼没有这个单元', en: 'the building has no such entrance' },
  'door-taken': { zh: '这个门牌已登记', en: 'this door is registered already' },
  'door-twice': { zh: '清单里有重复的门牌', en: 'this door stands twice in the list' },
  'floor-area-without-source': { zh: '填了面积就要填来源', en: 'a floor area needs its source' },
  'source-without-floor-area': { zh: '填了来源就要填面积', en: 'a source needs its floor area' },
  'accepted-in-future': { zh: '验收日期晚于今天', en: 'the acceptance date is after today' },
  'warranty-before-acceptance': { zh: '保修截止早于验收日期', en: 'the warranty ends before the acceptance' },
} as const
export type RowFault = keyof typeof rowFaults

export function rowProblems() {
  const named: { row: number; field: string; fault: RowFault }[] = []
  let count = 0
  return {
    add(row: number, field: string, fault: RowFault): void {
      count += 1
      if (named.length < MAX_ROW_PROBLEMS) named.push({ row, field, fault })
    },
    throwIfAny(): void {
      if (count === 0) return
      throw reject('rows-at-fault', {
        count,
        problems: named.map(({ row, field, fault }) => `rows[${row}].${field} ${fault}`),
        // People count rows from 1.
        problemsZh: named.map(({ row, fault }) => `第 ${row + 1} 行${rowFaults[fault].zh}`),
        problemsEn: named.map(({ row, fault }) => `row ${row + 1}: ${rowFaults[fault].en}`),
      })
    },
  }
}

/** `rows[3].door door-taken` → its field and fault, for the `fields` of the answer. Undefined when it is neither. */
export function readRowProblem(problem: string): { readonly field: string; readonly fault: RowFault } | undefined {
  const [field, fault] = problem.split(' ')
  if (!field || !fault || !Object.hasOwn(rowFaults, fault)) return undefined
  return { field, fault: fault as RowFault }
}
