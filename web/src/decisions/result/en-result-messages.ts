/** Words of a result and its sum in English. */
export const enResultMessages = {
  sum: {
    verdict: {
      passed: 'Passed',
      chosen: 'Elected',
      others: 'Passed, but others took the seats',
      runOff: 'Even: a run-off is needed',
      noQuorum: 'Not passed: too few took part',
      notAgreed: 'Not passed: too few agreed',
      notAll: 'Not passed: not all agreed',
    },
    runOffText:
      'Exactly even with others in heads and floor area, and not a seat for each: none of them is chosen, and no lot is drawn. Vote on these again.',
    figures: 'Votes',
    figure: {
      electorate: 'May vote',
      participating: 'Took part',
      yes: 'Yes',
      no: 'No',
      abstained: 'Abstained',
      silent: 'Did not vote, added by the rule of procedure',
    },
    of: { floorArea: 'Floor area', heads: 'Heads' },
    floorArea: 'Floor area',
    heads: 'Heads (owners)',
    step: { quorum: 'Did enough take part?', agreement: 'Did enough agree?' },
    sum: 'How it is computed',
    unit: 'Floor area in square metres',
    holds: 'reached',
    fails: 'not reached',
    silent: {
      yes: 'By the compound’s rule of procedure those who did not vote count with the majority: yes.',
      no: 'By the compound’s rule of procedure those who did not vote count with the majority: no.',
      without: 'Without them: {verdict}.',
    },
    missing: 'Units without a floor area: {n}. Each counts as 0 m²; its owner is still a head.',
    stands: 'Whatever their floor areas are, the result is the same.',
    mayChange: 'With their floor areas the result could change.',
    bounds:
      'With each from 0 to {largest} (the largest unit of the roll): at worst it is {worst}, at best it is {best}.',
    unknownBounds: 'Without the list of units nobody can say whether their floor areas would change the result.',
    outcome: { passed: 'passed', failed: 'not passed' },
    ruleFrom: 'The rule that applies is in force since {day}',
  },
}
