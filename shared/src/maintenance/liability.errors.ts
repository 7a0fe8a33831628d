/** What the decision about who must pay and act is refused with. `source`: the article that forbids the route. */
import { errors } from '@changxin/shared/kernel'

export const liabilityErrors = errors({
  'liability-request-ended': {
    status: 409,
    zh: '报修单已{statusZh}，不用再判断由谁负责。情况有变请另报一单。',
    en: 'The request is {statusEn}: there is nothing left to decide. Report anything new as a request of its own.',
  },
  'liability-statement-needs-note': {
    status: 409,
    zh: '勾选了登记资料里没有的情况，请在备注里写明依据（谁查看的、看到什么）。',
    en: 'You state what the register does not know. Write in the note how it is known: who looked, and what was found.',
  },
  'liability-party-unneeded': {
    status: 409,
    zh: '“{routeZh}”不用填单位名称。请清空，或改选“转专营单位”“施工单位保修”。',
    en: 'No party is named for “{routeEn}”. Leave it empty, or choose the utility or the contractor.',
  },
  'liability-common-part': {
    status: 409,
    zh: '这是共用部位，不能由一户承担。请改选共用部位的途径；确因某户人为损坏的，勾选“人为损坏”并写明经过。',
    en: 'This is a common part, which no single owner pays for. Choose a route for common parts; if an owner damaged it, state so and tell what happened.',
    source: '民法典第二百八十三条',
  },
  'liability-no-utility-line': {
    status: 409,
    zh: '这不是供水、供电、供气、供热、通信、有线电视等单位的管线设备，转过去没有人管。请改选其他途径。',
    en: 'No utility has lines or equipment here, so nobody there would act. Choose another route.',
    source: '物业管理条例第五十一条',
  },
  'liability-no-building-work': {
    status: 409,
    zh: '保洁等服务不是工程质量问题，不能向施工单位索赔。请改选管理主体或据实分摊。',
    en: 'Cleaning and the like is no defect of building work, so no contractor answers for it. Choose the operator or a cost share.',
    source: '建设工程质量管理条例第四十一条',
  },
  'liability-warranty-over': {
    status: 409,
    zh: '保修期已过（到 {until} 止），不能再向施工单位索赔。请改选维修资金、据实分摊或管理主体。',
    en: 'The warranty is over (last day: {until}), so there is no claim on the contractor. Choose the repair fund, a cost share or the operator.',
    source: '建设工程质量管理条例第四十条',
  },
  'liability-private-part': {
    status: 409,
    zh: '这属于业主专有部分，不能选“{routeZh}”。请选“业主自修”；如果查明是共用主管等共用部位，勾选“属共用部位”并写明依据。',
    en: 'This is the owner’s own part, so “{routeEn}” is wrong. Choose the owner; if it turned out to be a shared main or the like, state so and say how it is known.',
    source: '民法典第二百七十一条、第九百四十二条',
  },
  'liability-utility-line': {
    status: 409,
    zh: '这类管线设备由专营单位维修养护，不能选“{routeZh}”。请选“转专营单位”；如果没有移交、仍属业主共有，勾选“属共用部位”并写明依据。',
    en: 'The utility maintains such lines, so “{routeEn}” is wrong. Choose the utility; if the equipment was never handed over and is the owners’, state so and say how it is known.',
    source: '物业管理条例第五十一条',
  },
  'liability-no-operator': {
    status: 409,
    zh: '小区的管理模式是“{modeZh}”，没有管理主体可以负责。请先登记管理模式，或改选据实分摊、维修资金。',
    en: 'The management of the compound is “{modeEn}”: there is no operator to act. Record its mode first, or choose a cost share or the repair fund.',
    source: '民法典第二百八十四条',
  },
  'liability-thing-unknown': {
    status: 409,
    zh: '还不清楚坏的是不是共用部位，不能让大家出钱。请先到场查看；查明后勾选“属共用部位”并写明依据。',
    en: 'It is not known yet whether a common part is broken, so others cannot be made to pay. Have somebody look first, then state that it is one and how it is known.',
    source: '民法典第二百八十三条、住宅专项维修资金管理办法第十八条',
  },
  'liability-share-inside-warranty': {
    status: 409,
    zh: '还在保修期内（到 {until} 止），费用由施工单位承担，不能让业主分摊。请选“施工单位保修”。',
    en: 'The warranty runs until {until}: the contractor bears the cost, not the owners. Choose the claim on the contractor.',
    source: '建设工程质量管理条例第四十条、第四十一条',
  },
  'liability-damaged': {
    status: 409,
    zh: '人为损坏的修复费用由造成损坏的一方承担，不能选“{routeZh}”。请选“业主自修”并写明责任方的房号。',
    en: 'Whoever damaged it pays for the repair, so “{routeEn}” is wrong. Choose the owner, and write the door of who did it.',
    source: '住宅专项维修资金管理办法第二十五条第（三）项、建设工程质量管理条例第四十条（正常使用条件）',
  },
  'liability-fund-private-part': {
    status: 409,
    zh: '维修资金只能用于共用部位、共用设施设备，户内维修不能列支。请选“业主自修”；如果查明是共用部位，勾选“属共用部位”并写明依据。',
    en: 'The repair fund is for common parts and facilities only, never for the inside of a unit. Choose the owner; if it turned out to be a common part, state so and say how it is known.',
    source: '民法典第二百八十一条、住宅专项维修资金管理办法第十八条',
  },
  'liability-fund-utility-line': {
    status: 409,
    zh: '应由供水、供电等单位承担的管线设备维修费用，不得从维修资金列支。请选“转专营单位”；如果没有移交、仍属业主共有，勾选“属共用部位”并写明依据。',
    en: 'The repair fund must not pay for lines and equipment that a utility maintains. Choose the utility; if it was never handed over and is the owners’, state so and say how it is known.',
    source: '住宅专项维修资金管理办法第二十五条第（二）项',
  },
  'liability-fund-no-repair': {
    status: 409,
    zh: '维修资金只用于维修和更新、改造，保洁等日常服务不能列支。请选管理主体或据实分摊。',
    en: 'The repair fund pays for repair, renewal and alteration, not for cleaning and other daily services. Choose the operator or a cost share.',
    source: '住宅专项维修资金管理办法第十八条、第二十五条第（四）项',
  },
  'liability-fund-inside-warranty': {
    status: 409,
    zh: '还在保修期内（到 {until} 止），由施工单位负责保修，不得动用维修资金。请选“施工单位保修”。',
    en: 'The warranty runs until {until}: the contractor repairs it, and the repair fund must not pay. Choose the claim on the contractor.',
    source: '建设工程质量管理条例第四十条、第四十一条，住宅专项维修资金管理办法第二十五条第（一）项',
  },
  'liability-fund-warranty-unknown': {
    status: 409,
    zh: '不知道保修期是否已满，还不能动用维修资金。请登记这处共用部位的验收和保修日期；确已期满或从未改造的，勾选“已过保修期”并写明依据。',
    en: 'It is not known whether the warranty is over, so the fund cannot be used yet. Register the part with its acceptance and warranty; if it is surely over or it was never renovated, state so and say how it is known.',
    source: '住宅专项维修资金管理办法第十八条',
  },
  'liability-no-fund': {
    status: 409,
    zh: '本小区还没有建立维修资金。请选“据实分摊”，或先建账、补建后再选。',
    en: 'The compound has no repair fund. Choose a cost share, or open the fund first.',
    source: '民法典第二百八十三条',
  },
})
export const reject = liabilityErrors.reject
