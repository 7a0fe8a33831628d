import { expect, test } from 'vitest'
import { chosenProjects } from './checks.mjs'
import { countTests } from './vitest-report.mjs'

const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
}

test('tests are counted as Vitest counts them', () => {
  expect(countTests(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 })
  const file = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'failed' }] }
  const withFailures = { ...report, numFailedTests: 2, testResults: [file] }
  expect(countTests(withFailures, 1)).toEqual({ passed: 3, failed: 2, skipped: 1 })
})

test('a file that could not be loaded is a failure', () => {
  const broken = { ...report, testResults: [...report.testResults, { status: 'failed', assertionResults: [] }] }
  expect(countTests(broken, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 })
})

test('a run that ended badly is never a pass', () => {
  expect(countTests(report, 1)).toMatchObject({ passed: 3, failed: 1 })
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('arguments choose projects, and without any it is all of them', () => {
  expect(chosenProjects(['--project', 'unit', 'server/src/log'])).toEqual(['unit'])
  expect(chosenProjects(['--project=int', '--project', 'unit'])).toEqual(['int', 'unit'])
  expect(chosenProjects(['server/src/log'])).toEqual(['unit', 'int', 'e2e'])
})
