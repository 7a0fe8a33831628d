/**
 * The order in which one walks a day's work without a map: compound by compound, building by building, entrance, floor,
 * door. At one place the more urgent comes first; an emergency comes before any walk.
 */
import type { RequestRow } from '@changxin/shared/maintenance'

export type Stop = Pick<RequestRow, 'id' | 'compoundName' | 'compoundId' | 'placeLabel' | 'urgency' | 'nextDueAt'>

const DIGITS = '〇一二三四五六七八九'
const BEFORE_ALL = -1_000
const WORDS = new Intl.Collator('zh-CN', { numeric: true })
const URGENCIES = ['emergency', 'ordinary', 'deferrable'] as const

/** `3栋 2单元 1203` → building 3, entrance 2, floor 12; what a label does not say comes before what is further in. */
export function whereOf(label: string): { building: number; entrance: number; floor: number } {
  const text = label.normalize('NFKC')
  const number = (pattern: RegExp) => {
    const found = pattern.exec(text)?.[1]
    return found === undefined ? BEFORE_ALL : numberOf(found)
  }
  return {
    building: number(/([\d一二三四五六七八九十]+)\s*(?:栋|幢|座|号楼|楼(?!道|梯|顶))/),
    entrance: number(/([\d一二三四五六七八九十]+)\s*(?:单元|门洞|梯(?!间))/),
    floor: floorOf(text),
  }
}

function floorOf(text: string): number {
  const below = /(?:负|地下|B|-)\s*([\d一二三四五六七八九十]+)\s*(?:层|楼|F)?/i.exec(text)?.[1]
  if (below) return -numberOf(below)
  const storey = /([\d一二三四五六七八九十]+)\s*层/.exec(text)?.[1]
  if (storey) return numberOf(storey)
  const door = /(?:^|[^\d])(\d{3,4})(?:室|号)?$/.exec(text)?.[1]
  return door === undefined ? BEFORE_ALL : Math.floor(Number(door) / 100)
}

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (character: string | undefined, empty: number) => (character ? DIGITS.indexOf(character) : empty)
  return (text.includes('十') ? digit(tens, 1) * 10 : 0) + digit(ones, 0)
}

export function walkingOrder<S extends Stop>(stops: readonly S[]): S[] {
  const keyed = stops.map((stop) => ({ stop, where: whereOf(stop.placeLabel) }))
  return keyed
    .sort(
      ({ stop: a, where: from }, { stop: b, where: to }) =>
        Number(b.urgency === 'emergency') - Number(a.urgency === 'emergency') ||
        WORDS.compare(a.compoundName, b.compoundName) ||
        WORDS.compare(a.compoundId, b.compoundId) ||
        from.building - to.building ||
        from.entrance - to.entrance ||
        from.floor - to.floor ||
        WORDS.compare(a.placeLabel, b.placeLabel) ||
        URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
        (a.nextDueAt ?? '9').localeCompare(b.nextDueAt ?? '9') ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ stop }) => stop)
}
