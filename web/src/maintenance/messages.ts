/** Words of maintenance. */
import { enDeskMessages } from './desk/en-desk-messages.ts'
import { zhDeskMessages } from './desk/zh-desk-messages.ts'
import { enMessages } from './en-messages.ts'
import { enPhoneMessages } from './en-phone-messages.ts'
import { zhMessages } from './zh-messages.ts'
import { zhPhoneMessages } from './zh-phone-messages.ts'

export const maintenanceMessages = {
  zh: { ...zhMessages, ...zhDeskMessages, ...zhPhoneMessages },
  en: { ...enMessages, ...enDeskMessages, ...enPhoneMessages },
}
