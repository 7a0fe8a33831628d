/** Words of "already reported" and of repeats in English. */
export const enNearMessages = {
  near: {
    title: 'Open requests nearby',
    same: '{n} reported already: the same?',
    some: '{n} open nearby',
    place: 'right here',
    entrance: 'same entrance',
    building: 'same building',
    common: 'whole compound',
    join: 'Me too',
    joinThis: 'Me too: {place}, {text}',
    open: 'Open',
    mine: 'You wait for it: see',
  },
  joined: {
    title: 'You wait for it too now.',
    text: 'You will see how it goes; there is no need to report it again.',
    dropped: 'What you had written was not sent. It is kept for you while you are here.',
    another: 'Report it separately after all',
  },
  repeats: {
    title: 'The same fault again',
    how: 'Same place and category, reported again within {days} days of being confirmed as fixed.',
    earlier: 'Reported {n} days after this was confirmed',
    later: 'Came back {n} days after the confirmation',
  },
}
