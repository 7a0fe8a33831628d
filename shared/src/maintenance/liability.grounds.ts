/** The grounds of liability with their articles, and the questions that are open with those who can answer them. */
import type { Mode } from '@changxin/shared/management'
import type { GroundCode, LiabilityGround, LiabilityRoute, MissingFact, StatedFact } from './liability.events.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const grounds: Readonly<Record<GroundCode, Words & { readonly article: string | null }>> = {
  'private-part': {
    article: '民法典第二百七十一条',
    zh: '属业主专有部分，由该户业主维修并承担费用。',
    en: 'It is part of the owner’s own unit: the owner has it repaired and pays.',
  },
  damaged: {
    article: '住宅专项维修资金管理办法第二十五条第（三）项',
    zh: '因人为损坏，由造成损坏的一方承担修复费用。',
    en: 'Somebody damaged it: whoever did so pays for the repair.',
  },
  'utility-line': {
    article: '物业管理条例第五十一条',
    zh: '属供水、供电、供气、供热、通信、有线电视等单位的管线和设备，由该单位维修养护。',
    en: 'Lines and equipment for water, power, gas, heat or communications: the utility maintains them.',
  },
  'inside-warranty': {
    article: '建设工程质量管理条例第四十条、第四十一条',
    zh: '还在保修期内，由施工单位履行保修义务。',
    en: 'The warranty still runs: the contractor repairs at its own cost.',
  },
  'service-contract': {
    article: '民法典第九百四十二条',
    zh: '属共用部位的日常维修养护，由物业服务企业按合同负责。',
    en: 'Daily upkeep of a common part: the property company’s task under its contract.',
  },
  'other-manager': {
    article: '民法典第二百八十四条',
    zh: '属共用部位的日常维修养护，由受托管理的社区物业服务中心负责。',
    en: 'Daily upkeep of a common part: the task of the service centre that the owners entrusted.',
  },
  'self-managed': {
    article: '民法典第二百八十四条',
    zh: '业主自行管理，共用部位的日常维修养护由自治小组安排。',
    en: 'The owners manage themselves: their group sees to the daily upkeep of common parts.',
  },
  'fund-after-warranty': {
    article: '民法典第二百八十一条、住宅专项维修资金管理办法第十八条',
    zh: '共用部位保修期满后的维修，经业主共同决定可以使用维修资金。',
    en: 'Repair of a common part after its warranty: the owners may decide to use the repair fund.',
  },
  'shared-by-floor-area': {
    article: '民法典第二百八十三条',
    zh: '共用部位的费用有约定的按约定，没有约定的按专有部分面积分摊。',
    en: 'Costs of a common part are shared as agreed, else by floor area.',
  },
  'not-known': {
    article: null,
    zh: '还不能判断由谁负责，请先查明所列事项。',
    en: 'It cannot be told yet who is responsible; find out what is listed first.',
  },
}

const MANAGED_BY: Readonly<Record<Exclude<Mode, 'none' | 'unknown'>, GroundCode>> = {
  'property-company': 'service-contract',
  'service-centre': 'other-manager',
  'self-governance': 'self-managed',
}
const GROUND_OF: Readonly<Record<Exclude<LiabilityRoute, 'operator'>, GroundCode>> = {
  owner: 'private-part',
  utility: 'utility-line',
  contractor: 'inside-warranty',
  'repair-fund': 'fund-after-warranty',
  'cost-share': 'shared-by-floor-area',
  unknown: 'not-known',
}

/** The ground that a route stands on. Undefined for the operator of a compound that has none. */
export function groundOf(route: LiabilityRoute, mode: Mode, isDamaged: boolean): LiabilityGround | undefined {
  if (route === 'owner' && isDamaged) return withArticle('damaged')
  if (route !== 'operator') return withArticle(GROUND_OF[route])
  return mode === 'none' || mode === 'unknown' ? undefined : withArticle(MANAGED_BY[mode])
}

const withArticle = (code: GroundCode): LiabilityGround => ({ code, article: grounds[code].article })

export const routeWords: Readonly<Record<LiabilityRoute, Words>> = {
  owner: { zh: '业主自修', en: 'the owner’s own repair' },
  utility: { zh: '转专营单位', en: 'forwarded to the utility' },
  contractor: { zh: '施工单位保修', en: 'claim on the contractor' },
  operator: { zh: '管理主体负责', en: 'the operator’s upkeep' },
  'repair-fund': { zh: '使用维修资金', en: 'repair fund' },
  'cost-share': { zh: '据实分摊', en: 'cost share' },
  unknown: { zh: '待查明', en: 'not known yet' },
}

/** As the refusals quote them, and when the desk may say so. */
export const statedWords: Readonly<Record<StatedFact, { readonly fact: Words; readonly meaning: Words }>> = {
  'warranty-over': {
    fact: { zh: '已过保修期', en: 'The warranty is over' },
    meaning: { zh: '保修确已期满，或这里从未改造过', en: 'It surely ended, or nothing was ever renovated here' },
  },
  'common-part': {
    fact: { zh: '属共用部位', en: 'It is a common part' },
    meaning: {
      zh: '不是一户专有，也没有移交供水、供电等单位',
      en: 'Neither one owner’s alone nor handed over to a utility',
    },
  },
  damaged: {
    fact: { zh: '人为损坏', en: 'Somebody damaged it' },
    meaning: {
      zh: '不是正常使用坏的，由造成损坏的一方承担',
      en: 'It did not break in normal use: whoever did it pays',
    },
  },
}

export const missingWords: Readonly<Record<MissingFact, { readonly question: Words; readonly askWhom: Words }>> = {
  'which-thing': {
    question: { zh: '坏的是什么，是户内的还是共用的', en: 'What is broken, and is it the unit’s own or shared?' },
    askWhom: { zh: '报修人、到场维修人员', en: 'the reporter, the worker on site' },
  },
  'which-part': {
    question: { zh: '登记的共用部位有好几处，是哪一处', en: 'Several registered common parts fit: which one is it?' },
    askWhom: { zh: '到场维修人员', en: 'the worker on site' },
  },
  'part-unregistered': {
    question: {
      zh: '这处共用部位没有登记，验收和保修日期不明',
      en: 'The common part is not registered, so its acceptance and warranty are unknown.',
    },
    askWhom: {
      zh: '改造实施单位、街道（有竣工验收资料）',
      en: 'the renovating body or the subdistrict, who hold the acceptance file',
    },
  },
  warranty: {
    question: { zh: '保修到哪一天', en: 'Until which day does the warranty run?' },
    askWhom: {
      zh: '改造实施单位、街道（有竣工验收资料）',
      en: 'the renovating body or the subdistrict, who hold the acceptance file',
    },
  },
  'meter-side': {
    question: { zh: '故障在表前还是表后', en: 'Is the fault before or behind the meter?' },
    askWhom: { zh: '到场维修人员、供水供电单位', en: 'the worker on site, the utility' },
  },
  'main-or-branch': {
    question: { zh: '是户内支管还是共用主管', en: 'Is it the unit’s branch pipe or the shared main?' },
    askWhom: { zh: '到场维修人员', en: 'the worker on site' },
  },
  'handed-over': {
    question: { zh: '管线设备是否已移交供水、供电等单位', en: 'Has the equipment been handed over to the utility?' },
    askWhom: { zh: '供水、供电等单位，街道', en: 'the utility, the subdistrict' },
  },
  manager: {
    question: { zh: '小区现在由谁管理', en: 'Who manages the compound now?' },
    askWhom: { zh: '社区居委会', en: 'the residents’ committee of the community' },
  },
  scale: {
    question: { zh: '是日常小修，还是中修以上', en: 'Is it a small repair of daily upkeep, or a larger one?' },
    askWhom: { zh: '到场维修人员（估个价）', en: 'the worker on site, with an estimate' },
  },
  'which-utility': {
    question: { zh: '转给哪家单位', en: 'Which utility is it forwarded to?' },
    askWhom: { zh: '管理主体、社区居委会', en: 'the operator, the residents’ committee of the community' },
  },
  'which-contractor': {
    question: { zh: '当时由哪家施工', en: 'Which contractor did the work?' },
    askWhom: {
      zh: '改造实施单位、街道（有施工合同）',
      en: 'the renovating body or the subdistrict, who hold the contract',
    },
  },
}
