/** Chinese first, English complete; every string on screen comes from here. */
import { createI18n } from 'vue-i18n'
import type { Messages } from '../feature.ts'
import { features } from '../features.ts'
import { rulesMessages } from '../rules/messages.ts'
import { eventMessages } from './event-messages.ts'
import { sessionMessages, uiMessages } from './messages.ts'

export type Language = 'zh-CN' | 'en'

export function allMessages(language: 'zh' | 'en'): Messages {
  const ofFeatures = Object.fromEntries(features.map((feature) => [feature.slug, feature.messages[language]]))
  return {
    ui: uiMessages[language],
    rules: rulesMessages[language],
    session: sessionMessages[language],
    event: eventMessages[language],
    ...ofFeatures,
  }
}

export function createMessages(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'zh-CN',
    messages: { 'zh-CN': allMessages('zh'), en: allMessages('en') },
  })
}
