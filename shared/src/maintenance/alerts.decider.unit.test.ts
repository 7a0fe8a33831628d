/** Given/when/then of what somebody has looked at. */
import { test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { type AlertsCommand, alertsDecider } from './alerts.decider.ts'
import { alertsErrors } from './alerts.errors.ts'
import { AlertSent, AlertsSeen } from './alerts.events.ts'

const given = storyOf(alertsDecider, alertsErrors.entries)
const at = (n: number) => `s${n.toString(16).padStart(16, '0')}`
const see = (n: number): AlertsCommand => ({ type: 'SeeAlerts', personId: 'wang', until: at(n) })
const seen = (n: number) => AlertsSeen({ personId: 'wang', untilPosition: at(n) })
const shown = { shown: at(9) }

test('one has looked up to a place, never back, and never further than was shown', () => {
  given().when(see(5), shown).then(seen(5))
  given(seen(5)).when(see(9), shown).then(seen(9))
  given(seen(5)).when(see(5), shown).then()
  given(seen(5)).when(see(3), shown).then()
  given(seen(5)).when(see(10), shown).rejected('alerts-not-shown')
  given().when(see(1), { shown: null }).rejected('alerts-not-shown')
})

test('what was sent outside does not count as seen', () => {
  const sent = { personId: 'wang', alertId: 'a1', requestId: 'r1', transport: 'sms', outcome: 'sent' } as const
  given().when({ type: 'RecordSent', sent }, undefined).then(AlertSent(sent))
  given(AlertSent(sent)).when(see(5), shown).then(seen(5))
})
