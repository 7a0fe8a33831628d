/** Words of the statistics of requests in English. */
export const enStatsMessages = {
  stats: {
    title: 'Request statistics',
    all: 'All',
    reportedIn: 'Only those reported from {from} to {to}',
    few: 'few',
    print: 'Print',
    none: 'No requests in this time',
    periods: 'Period',
    period: {
      'this-month': 'This month',
      'last-month': 'Last month',
      'last-90': 'Last 90 days',
      'this-year': 'This year',
      'last-year': 'Last year',
    },
    from: 'From',
    to: 'To',
    grouping: 'Grouping',
    by: { category: 'By category', place: 'By place', mode: 'By management mode', none: 'No groups' },
    groupOf: { category: 'Category', place: 'Place', mode: 'Mode', none: 'Of' },
    column: {
      reported: 'Reported',
      open: 'Open',
      overdue: 'Overdue',
      completed: 'Done',
      response: 'Response median / p90',
      resolution: 'Resolution median / p90',
      firstFix: 'First fix',
      reopened: 'Reopened',
      repeats: 'Repeats',
      rating: 'Rating',
    },
    minutes: '{n} min',
    hours: '{n} h',
    days: '{n} d',
    moreGroups: '{n} more groups are left out; narrow the selection.',
    fault: {
      backwards: 'The last day is before the first. Change one of them.',
      'too-long': 'At most a year at a time. Choose a shorter time.',
    },
    how: 'How these are counted',
    hows: {
      day: 'By the day of the report, with the status of now. n is how many requests a figure rests on; a linked figure opens them.',
      times:
        'Response and resolution run from the report by the clock, pauses and reopenings included; p90 is what nine in ten do not exceed.',
      firstFix:
        'First fix: of the confirmed ones, those never reopened or partly fixed, and not reported again at the same place and category within {days} days.',
      dash: 'A figure that does not exist is a dash, not 0; with fewer than {small} cases it is marked as few, not to be compared.',
    },
  },
}
