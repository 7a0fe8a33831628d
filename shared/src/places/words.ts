/** The words for levels that refusals use. */
import type { RegionLevel } from './events.ts'

export const levelWords: Readonly<Record<RegionLevel, { readonly zh: string; readonly en: string }>> = {
  city: { zh: '市', en: 'city' },
  district: { zh: '区县', en: 'district' },
  subdistrict: { zh: '街道（镇）', en: 'subdistrict' },
  community: { zh: '社区', en: 'community' },
  block: { zh: '片区（街区）', en: 'block' },
}
