/** The words for services that refusals use. */
import type { Service } from './parts.ts'

export const serviceWords: Readonly<Record<Service, { readonly zh: string; readonly en: string }>> = {
  cleaning: { zh: '清洁卫生', en: 'cleaning' },
  repair: { zh: '共用部位和设施维修养护', en: 'upkeep of common parts' },
  order: { zh: '秩序维护', en: 'order and gates' },
  green: { zh: '绿化养护', en: 'green' },
  lift: { zh: '电梯', en: 'lifts' },
  fire: { zh: '消防设施', en: 'fire systems' },
  waste: { zh: '垃圾收集清运', en: 'waste' },
  parking: { zh: '停车管理', en: 'parking' },
  reception: { zh: '客户服务', en: 'reception' },
  other: { zh: '其他', en: 'other' },
}
