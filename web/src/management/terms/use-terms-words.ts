/** Services, intervals and measures in words. */
import type { Measure, Service, ServiceInterval } from '@changxin/shared/management'
import { useI18n } from 'vue-i18n'

export function useTermsWords() {
  const { t } = useI18n()
  const intervalText = ({ times, per }: ServiceInterval) => t(`management.terms.per.${per}`, { n: times })
  return {
    serviceText: (service: Service) => t(`management.terms.service.${service}`),
    intervalText,
    measureText: (measure: Measure) =>
      measure.kind === 'within' ? t('management.terms.within', { n: measure.minutes }) : intervalText(measure),
  }
}
