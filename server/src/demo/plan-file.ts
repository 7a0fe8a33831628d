/** The plan that ships with the product, read as the importer reads it, and its areas with the figures that the demo chose. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoChoices, findContradictions, type PlanArea, planAreas, readPlanCsv } from '@changxin/shared/renovation'
import type { PlanFile } from './beginnings.ts'

const PLAN_PATH = fileURLToPath(new URL('../../data/dianjiang-plan.csv', import.meta.url))

export function readPlanFile(): PlanFile {
  const bytes = readFileSync(PLAN_PATH)
  return {
    reading: readPlanCsv(bytes.toString('utf8')),
    fileName: basename(PLAN_PATH),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** The rows of 表5.1.4 that name an area, as chosen where the plan contradicts itself. */
export function areasOf({ reading }: PlanFile): PlanArea[] {
  return planAreas(reading.rows, demoChoices(findContradictions(reading.rows)))
}
