/** The streams of places, each with its decider. */
import {
  compoundDecider,
  compoundEvents,
  regionDecider,
  regionEvents,
  unitDecider,
  unitEvents,
} from '@changxin/shared/places'
import { aggregate } from '../commands/aggregate.ts'

/** `region-<regionId>` */
export const Regions = aggregate('region', regionDecider, regionEvents)
/** `compound-<compoundId>`: buildings, entrances, units and common parts share the stream. */
export const Compounds = aggregate('compound', compoundDecider, compoundEvents)
/** `unit-<unitId>`: who is what to a unit. */
export const Units = aggregate('unit', unitDecider, unitEvents)
