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
    failuresPerMonth: 0.1, failuresPerMonthOfAge: 0.006, incidentsPerMonth: 0.42, reported: 0.85, mendedPerMonth: 0.4,
    acceptHours: 2.5, startHours: 5, workHours: 8, fatiguePerMonth: 0.008, stuck: 0.04, stuckDays: 16, reopened: 0.03, cancelled: 0.02,
    confirmed: 0.85, rating: 4.5, looked: 0.97,
  },
  'service-centre': {
    failuresPerMonth: 0.11, failuresPerMonthOfAge: 0.009, incidentsPerMonth: 0.45, reported: 0.78, mendedPerMonth: 0.3,
    acceptHours: 5, startHours: 9, workHours: 14, fatiguePerMonth: 0.012, stuck: 0.07, stuckDays: 22, reopened: 0.05, cancelled: 0.03,
    confirmed: 0.8, rating: 4.2, looked: 0.96,
  },
  'self-governance': {
    failuresPerMonth: 0.12, failuresPerMonthOfAge: 0.013, incidentsPerMonth: 0.4, reported: 0.66, mendedPerMonth: 0.2,
    acceptHours: 14, startHours: 22, workHours: 40, fatiguePerMonth: 0.02, stuck: 0.13, stuckDays: 32, reopened: 0.08, cancelled: 0.05,
    confirmed: 0.6, rating: 3.9, looked: 0.93,
  },
  none: {
    failuresPerMonth: 0.16, failuresPerMonthOfAge: 0.021, incidentsPerMonth: 0.36, reported: 0.5, mendedPerMonth: 0.06,
    acceptHours: 50, startHours: 110, workHours: 130, fatiguePerMonth: 0.03, stuck: 0.34, stuckDays: 75, reopened: 0.16, cancelled: 0.12,
    confirmed: 0.35, rating: 2.7, looked: 0.9,
  },
  unknown: {
    failuresPerMonth: 0.14, failuresPerMonthOfAge: 0.018, incidentsPerMonth: 0.34, reported: 0.5, mendedPerMonth: 0.09,
    acceptHours: 40, startHours: 80, workHours: 95, fatiguePerMonth: 0.025, stuck: 0.27, stuckDays: 60, reopened: 0.13, cancelled: 0.1,
    confirmed: 0.4, rating: 3, looked: 0.85,
  },
}

/** In the first weeks the builder is still there, whoever manages: then everything goes as at a service centre. */
export const SETTLING_MONTHS = 2
