/** Words of maintenance. */
import { enMessages } from './en-messages.ts'
import { zhMessages } from './zh-messages.ts'

export const maintenanceMessages = { zh: zhMessages, en: enMessages }
