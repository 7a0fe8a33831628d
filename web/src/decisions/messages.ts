/** Words of owners' decisions; each part adds its own. */
import { enBallotsMessages } from './ballots/en-ballots-messages.ts'
import { zhBallotsMessages } from './ballots/zh-ballots-messages.ts'
import { enMessages } from './en-messages.ts'
import { enPageMessages } from './en-page-messages.ts'
import { enWords } from './en-words.ts'
import { enExternalMessages } from './external/en-external-messages.ts'
import { zhExternalMessages } from './external/zh-external-messages.ts'
import { enParticipationMessages } from './participation/en-participation-messages.ts'
import { zhParticipationMessages } from './participation/zh-participation-messages.ts'
import { enPrintMessages } from './print/en-print-messages.ts'
import { zhPrintMessages } from './print/zh-print-messages.ts'
import { enProposeMessages } from './propose/en-propose-messages.ts'
import { zhProposeMessages } from './propose/zh-propose-messages.ts'
import { enResultMessages } from './result/en-result-messages.ts'
import { zhResultMessages } from './result/zh-result-messages.ts'
import { enVotingRulesMessages } from './rules/en-rules-messages.ts'
import { zhVotingRulesMessages } from './rules/zh-rules-messages.ts'
import { zhMessages } from './zh-messages.ts'
import { zhPageMessages } from './zh-page-messages.ts'
import { zhWords } from './zh-words.ts'

export const decisionsMessages = {
  zh: {
    ...zhWords,
    ...zhMessages,
    ...zhPageMessages,
    ...zhPrintMessages,
    ...zhProposeMessages,
    ...zhParticipationMessages,
    ...zhBallotsMessages,
    ...zhResultMessages,
    ...zhExternalMessages,
    ...zhVotingRulesMessages,
  },
  en: {
    ...enWords,
    ...enMessages,
    ...enPageMessages,
    ...enPrintMessages,
    ...enProposeMessages,
    ...enParticipationMessages,
    ...enBallotsMessages,
    ...enResultMessages,
    ...enExternalMessages,
    ...enVotingRulesMessages,
  },
}
