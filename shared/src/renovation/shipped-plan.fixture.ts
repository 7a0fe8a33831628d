/** The plan that ships with the product, for the tests of this folder. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readPlanCsv } from './plan-csv.ts'

export function shippedText(fileName: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../server/data/${fileName}`, import.meta.url)), 'utf8')
}

export function shippedPlan() {
  return readPlanCsv(shippedText('dianjiang-plan.csv'))
}
