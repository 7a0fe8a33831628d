/** Words of the estimate in English. */
export const enFundForecastMessages = {
  title: 'Fund estimate',
  estimate: 'an estimate, not a fact',
  lead: 'What the fund may hold over the next ten years, from recorded money and the lives of common parts. Rising prices and top-ups that owners may decide are not in it.',
  notYet: 'No estimate yet',
  noData: 'Nothing is recorded yet. An estimate needs two years of records with some repairs paid.',
  tooEarly: 'Records begin on {since}, less than two years ago. The estimate shows from {day}.',
  noCost: 'Records begin on {since} but hold no paid repair: there is nothing to estimate by.',
  band: 'The next ten years (estimate)',
  label:
    'Estimated balance of the next ten years: the shade is the range, the broken line the middle, the red line zero. Figures in the table below.',
  table: 'Figures',
  until: 'Until',
  low: 'Low (estimate)',
  mid: 'Middle (estimate)',
  high: 'High (estimate)',
  cost: 'Cost of the year (middle)',
  incomeMid: 'Income of the year (middle)',
  short: '{n}k',
  dry: 'By the middle of the estimate the fund is used up around {year}.',
  mayDry:
    'By the middle of the estimate it lasts ten years; if renewals come early and dear it may be used up around {year}.',
  enough: 'By what is recorded it lasts ten years.',
  method: 'How it is reckoned',
  how: {
    running:
      'Running repairs: past costs by whole years; the cheapest, the middle and the dearest year are the low, middle and high of every year to come.',
    renewal:
      'Renewals: a part is due its life after acceptance; it costs what the same work cost here per square metre, at the least, in the middle and at the most, times the floor area that it serves. What is overdue counts in the first year.',
    income:
      'Income: common income and interest alone, by whole years, least, middle and most; deposits, grants and donations are not counted.',
    band: 'The low line takes dear costs, early renewals and little income; the high line the opposite; the middle the medians. There is no chance in it: the same records give the same result.',
    left: 'Parts without a life, an acceptance day, an area or a past cost are left out, so that the truth may be lower. Below zero is what would be missing; no account ever falls below zero.',
  },
  inputs: 'What it rests on',
  balance: 'Balance now',
  running: 'Running repairs, whole years back (newest first)',
  income: 'Common income and interest, whole years back (newest first)',
  since: 'Records since',
  lives: 'Lives of parts',
  from: {
    balance: 'from the fund’s book of this compound',
    running:
      'from {paid} small or unnamed payments, and {upkeep} requests whose cost the fund has to bear without a withdrawal',
    income: 'from common income, deposit interest and bond interest in the fund’s book',
    since: 'the day of the first movement in the book',
  },
  parts: 'Parts',
  part: 'Part',
  acceptedOn: 'Accepted on',
  life: 'Life',
  due: 'Renewal (estimate)',
  renewal: 'Cost (estimate)',
  years: '{n} years',
  samples: 'by {n} payments',
  leftOut: {
    'no-life': 'no life known, left out',
    'no-acceptance': 'no acceptance day, left out',
    'no-area': 'no area, left out',
    'no-cost': 'no cost of its kind, left out',
  },
}
