/** Words of raisings. */
export const enRaisings = {
  title: 'Decided raisings',
  lead: 'Once the owners have decided to fill the fund up, what each door pays in as top-up or build-up from that day on counts here, oldest first; the money stands in the door’s own account.',
  purpose: 'Purpose',
  paid: 'Come in',
  doors: 'Doors paid',
  door: 'Door',
  state: 'State',
  due: 'Due',
  came: 'Paid',
  per: { 'square-metre': '{amount} per m²', unit: '{amount} per door' },
  states: { paid: 'Paid', part: 'Partly paid', unpaid: 'Not paid', unknown: 'Floor area missing' },
  others: 'Not paid in full',
  unknownAreas: 'Doors without a floor area on record: {n}. With it, what they owe is known.',
  none: 'Nothing was decided yet',
  noneText:
    'When the owners have voted to raise money for the fund, what each door owes and has paid appears here by itself.',
  paste: 'For the group chat (sums alone, no names)',
  told: 'Repair fund, {purpose}: {paid} of {due} have come in; {paidUnits} of {units} doors have paid. Please pay by {day}.',
}
