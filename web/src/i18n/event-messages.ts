/** Every event type in words, for timelines and the newest events. */
import { enEventMessages } from './en-event-messages.ts'
import { zhEventMessages } from './zh-event-messages.ts'

export const eventMessages = { zh: zhEventMessages, en: enEventMessages }
