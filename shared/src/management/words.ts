/** The words for modes that refusals use. */
import type { Mode } from './events.ts'

export const modeWords: Readonly<Record<Mode, { readonly zh: string; readonly en: string }>> = {
  'property-company': { zh: '物业服务企业', en: 'property company' },
  'service-centre': { zh: '社区物业服务中心', en: 'community service centre' },
  'self-governance': { zh: '居民自治', en: 'self-governance' },
  none: { zh: '暂无管理主体', en: 'no management' },
  unknown: { zh: '未登记', en: 'unknown' },
}
