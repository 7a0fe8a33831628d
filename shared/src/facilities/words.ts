/** The words for the ten ticks that refusals use. */
import type { z } from 'zod'
import type { TickItem } from './events.ts'

export const tickItemWords: Readonly<Record<z.infer<typeof TickItem>, { readonly zh: string; readonly en: string }>> = {
  roof: { zh: '屋面', en: 'roof' },
  'external-wall': { zh: '外墙', en: 'external wall' },
  stairwell: { zh: '楼道', en: 'stairwell' },
  lighting: { zh: '照明', en: 'lighting' },
  drain: { zh: '排水', en: 'drain' },
  road: { zh: '道路', en: 'road' },
  'fire-lane': { zh: '消防通道', en: 'fire lane' },
  'entrance-door': { zh: '单元门', en: 'entrance door' },
  sanitation: { zh: '环境卫生', en: 'sanitation' },
  green: { zh: '绿化', en: 'green' },
}
