/** What a line of text is about, by the words people use; a guess that a tap corrects. */
import type { Category } from '@changxin/shared/maintenance'

/** First match wins, so the narrower words stand first. */
const WORDS: readonly (readonly [Category, RegExp])[] = [
  ['lift', /电梯|lift|elevator/i],
  ['fire', /消防|灭火|火警|烟感|hydrant|\bfire\b/i],
  ['roof-leak', /屋面|屋顶|楼顶|天台|roof/i],
  ['drain', /下水|排水|堵|污水|化粪|窨井|井盖|返味|drain|sewer|clogg/i],
  ['lighting', /路灯|楼道灯|灯不亮|灯坏|照明|灯|\blights?\b|lamp/i],
  ['power', /停电|跳闸|电线|电表|配电|漏电|充电|power|wire/i],
  ['water', /停水|水管|水压|爆管|漏水|水表|水箱|自来水|pipe|leak|water/i],
  ['door', /单元门|门禁|大门|门锁|对讲|\bdoor|intercom/i],
  ['wall', /外墙|墙皮|墙面|瓷砖|脱落|保温层|wall|facade/i],
  ['stairwell', /楼梯|楼道|扶手|台阶|stair|handrail/i],
  ['parking', /停车|车位|车棚|占道|parking/i],
  ['road', /路面|道路|坑|地砖|road|pothole/i],
  ['green', /树|草|绿化|花坛|tree|lawn/i],
  ['sanitation', /垃圾|卫生|保洁|老鼠|蟑螂|rubbish|garbage|trash/i],
  ['security', /监控|摄像|安防|偷|围墙|camera|theft/i],
]

export function guessCategory(text: string): Category | undefined {
  return WORDS.find(([, words]) => words.test(text))?.[0]
}
