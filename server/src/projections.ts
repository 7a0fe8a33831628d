/** Every projection, in one list: the projecting thread needs these and nothing else of a feature. */
import { clockProjection } from './clock/clock.projection.ts'
import type { Projection } from './views/projection.ts'

export const projections: readonly Projection[] = [clockProjection]
