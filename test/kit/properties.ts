/** One seed for all properties, so that a run can be repeated; fast-check prints it with the smallest counterexample. */
import type { Parameters } from 'fast-check'

const SEED = 20_260_301

/** `SEED=7 RUNS=5000` look further; without them every run is the same. */
export function seeded(runs = 200): Pick<Parameters, 'seed' | 'numRuns'> {
  return { seed: Number(process.env.SEED ?? SEED), numRuns: Number(process.env.RUNS ?? runs) }
}
