/** Words of deciding who is responsible, in Chinese. */
export const zhLiabilityMessages = {
  decideLiability: {
    title: '确定谁来负责',
    again: '改判',
    submit: '确定',
    done: '已记下由谁负责',
    stated: '现场查明',
    statedHint: '登记资料里没有的，查明后勾选，并在备注写明依据',
    route: '由谁负责',
    ground: '依据：',
    refused: '不能选',
    missing: '还不清楚，可以先选，也可以先问：',
    ask: '问{who}',
    proposes: '选定后同时提出一笔维修资金使用建议，是否使用由业主共同决定。',
    party: { utility: '转给哪家单位', contractor: '由哪家施工' },
    partyHint: '可不填；只写单位名称，不写个人',
    estimate: '预计费用（元）',
    basis: '写明依据：谁查看的、看到什么',
    wrong: { amount: '请填写金额，例如 200 或 1350.50', basis: '勾选了现场查明的情况，请写明依据' },
  },
}
