/** Words of maintenance. */
import { enAlertsMessages } from './alerts/en-alerts-messages.ts'
import { zhAlertsMessages } from './alerts/zh-alerts-messages.ts'
import { enDeskMessages } from './desk/en-desk-messages.ts'
import { zhDeskMessages } from './desk/zh-desk-messages.ts'
import { enMessages } from './en-messages.ts'
import { enPhoneMessages } from './en-phone-messages.ts'
import { enLabelMessages } from './label/en-label-messages.ts'
import { zhLabelMessages } from './label/zh-label-messages.ts'
import { enLiabilityMessages } from './liability/en-liability-messages.ts'
import { zhLiabilityMessages } from './liability/zh-liability-messages.ts'
import { enLinkMessages } from './link/en-link-messages.ts'
import { zhLinkMessages } from './link/zh-link-messages.ts'
import { enNearMessages } from './near/en-near-messages.ts'
import { zhNearMessages } from './near/zh-near-messages.ts'
import { enRulesMessages } from './rules/en-rules-messages.ts'
import { zhRulesMessages } from './rules/zh-rules-messages.ts'
import { enStatsMessages } from './stats/en-stats-messages.ts'
import { zhStatsMessages } from './stats/zh-stats-messages.ts'
import { enTicketsMessages } from './tickets/en-tickets-messages.ts'
import { zhTicketsMessages } from './tickets/zh-tickets-messages.ts'
import { enVisitsMessages } from './visits/en-visits-messages.ts'
import { zhVisitsMessages } from './visits/zh-visits-messages.ts'
import { zhMessages } from './zh-messages.ts'
import { zhPhoneMessages } from './zh-phone-messages.ts'

export const maintenanceMessages = {
  zh: {
    ...zhMessages,
    ...zhAlertsMessages,
    ...zhDeskMessages,
    ...zhPhoneMessages,
    ...zhLabelMessages,
    ...zhLiabilityMessages,
    ...zhRulesMessages,
    ...zhNearMessages,
    ...zhStatsMessages,
    ...zhTicketsMessages,
    ...zhVisitsMessages,
    ...zhLinkMessages,
  },
  en: {
    ...enMessages,
    ...enAlertsMessages,
    ...enDeskMessages,
    ...enPhoneMessages,
    ...enLabelMessages,
    ...enLiabilityMessages,
    ...enRulesMessages,
    ...enNearMessages,
    ...enStatsMessages,
    ...enTicketsMessages,
    ...enVisitsMessages,
    ...enLinkMessages,
  },
}
