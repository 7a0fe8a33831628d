/** Words of deciding who is responsible, in English. */
export const enLiabilityMessages = {
  decideLiability: {
    title: 'Decide who is responsible',
    again: 'Decide anew',
    submit: 'Decide',
    done: 'Recorded who is responsible',
    stated: 'Found on site',
    statedHint: 'what the register does not know; say in the note how it is known',
    route: 'Who is responsible',
    ground: 'Ground: ',
    refused: 'not possible',
    missing: 'Not known yet. You can decide now, or ask first:',
    ask: 'ask {who}',
    proposes: 'This also proposes a use of the repair fund; the owners decide whether it is used.',
    party: { utility: 'Which utility', contractor: 'Which contractor' },
    partyHint: 'Optional; the name of the firm, never of a person',
    estimate: 'Estimated cost (yuan)',
    basis: 'Say how it is known: who looked, and what was found',
    wrong: {
      amount: 'Enter an amount, such as 200 or 1350.50',
      basis: 'You ticked what was found on site: say how it is known',
    },
  },
}
