/**
 * How each mode looks after a compound: how often things break as the renovation ages, whether anybody notices, how long
 * everything takes. Nothing here is a measurement; these assumptions make the demo's 一年新、三年旧.
 */
import type { Mode } from '@changxin/shared/management'

export interface Behaviour {
  /** Failures of common parts per compound of usual size and month: at acceptance, and more for each month of age. */
  readonly failuresPerMonth: number
  readonly failuresPerMonthOfAge: number
  /** Other reports per 100 units and month. */
  readonly incidentsPerMonth: number
  /** A failure that is reported; the others wait until somebody passes by. */
  readonly reported: number
  /** Of unreported failures that are mended in a month. */
  readonly mendedPerMonth: number
  /** Medians in hours, for an ordinary request. */
  readonly acceptHours: number
  readonly startHours: number
  readonly workHours: number
  /** Each month of age makes everything slower by this share: tools wear out, money runs dry, people give up. */
  readonly fatiguePerMonth: number
  /** Left lying, and for how many days (median). */
  readonly stuck: number
  readonly stuckDays: number
  readonly reopened: number
  readonly cancelled: number
  readonly confirmed: number
  readonly rating: number
  /** Of the monthly looks that take place. */
  readonly looked: number
}

export const BEHAVIOUR: Readonly<Record<Mode, Behaviour>> = {
  'property-company': {
    failuresPerMonth: 0.06,
    failuresPerMonthOfAge: 0.0085,
    incidentsPerMonth: 0.16,
    reported: 0.82,
    mendedPerMonth: 0.3,
    acceptHours: 1.8,
    startHours: 3.5,
    workHours: 5,
    fatiguePerMonth: 0.012,
    stuck: 0.05,
    stuckDays: 12,
    reopened: 0.03,
    cancelled: 0.02,
    confirmed: 0.985,
    rating: 4.5,
    looked: 0.97,
  },
  'service-centre': {
    failuresPerMonth: 0.06,
    failuresPerMonthOfAge: 0.011,
    incidentsPerMonth: 0.17,
    reported: 0.75,
    mendedPerMonth: 0.2,
    acceptHours: 3,
    startHours: 5.5,
    workHours: 7,
    fatiguePerMonth: 0.014,
    stuck: 0.09,
    stuckDays: 17,
    reopened: 0.05,
    cancelled: 0.03,
    confirmed: 0.97,
    rating: 4.2,
    looked: 0.96,
  },
  'self-governance': {
    failuresPerMonth: 0.07,
    failuresPerMonthOfAge: 0.0123,
    incidentsPerMonth: 0.16,
    reported: 0.62,
    mendedPerMonth: 0.13,
    acceptHours: 10,
    startHours: 18,
    workHours: 26,
    fatiguePerMonth: 0.02,
    stuck: 0.15,
    stuckDays: 24,
    reopened: 0.08,
    cancelled: 0.05,
    confirmed: 0.94,
    rating: 3.9,
    looked: 0.93,
  },
  none: {
    failuresPerMonth: 0.07,
    failuresPerMonthOfAge: 0.018,
    incidentsPerMonth: 0.26,
    reported: 0.38,
    mendedPerMonth: 0.05,
    acceptHours: 30,
    startHours: 70,
    workHours: 90,
    fatiguePerMonth: 0.025,
    stuck: 0.3,
    stuckDays: 50,
    reopened: 0.2,
    cancelled: 0.1,
    confirmed: 0.88,
    rating: 2.7,
    looked: 0.9,
  },
  unknown: {
    failuresPerMonth: 0.07,
    failuresPerMonthOfAge: 0.016,
    incidentsPerMonth: 0.22,
    reported: 0.4,
    mendedPerMonth: 0.07,
    acceptHours: 24,
    startHours: 55,
    workHours: 70,
    fatiguePerMonth: 0.022,
    stuck: 0.25,
    stuckDays: 42,
    reopened: 0.16,
    cancelled: 0.09,
    confirmed: 0.9,
    rating: 3,
    looked: 0.85,
  },
}

/** In the first weeks the builder is still there, whoever manages: then everything goes as at a service centre. */
export const SETTLING_MONTHS = 2
