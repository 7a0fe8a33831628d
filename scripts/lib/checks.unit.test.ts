import { expect, test } from 'vitest'
import { chosenProjects } from './checks.mjs'
import { inLanes } from './lanes.mjs'
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

test('in two lanes two run at once, never more, all in their turn, and each keeps its own result', async () => {
  const begun: number[] = []
  let [now, most] = [0, 0]
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<string>())
  const tasks = ends.map((end, index) => async () => {
    begun.push(index)
    most = Math.max(most, ++now)
    const result = await end.promise
    now--
    return result
  })
  const all = inLanes(2, tasks)
  // The second ends first: its lane goes on while the other one still runs.
  for (const index of [1, 2, 0, 4, 3]) {
    await expect.poll(() => begun).toContain(index)
    ends[index]?.resolve(`result ${index}`)
  }
  expect(await all).toEqual(['result 0', 'result 1', 'result 2', 'result 3', 'result 4'])
  expect(begun).toEqual([0, 1, 2, 3, 4])
  expect(most).toBe(2)
})

test('a task that throws is not passed over', async () => {
  await expect(inLanes(2, [async () => 1, () => Promise.reject(new Error('broken'))])).rejects.toThrow('broken')
  expect(await inLanes(2, [])).toEqual([])
})
