// Work that needs nothing of each other, side by side.

/** Runs the tasks in so many lanes, each lane taking the next in order; resolves to their results in that order. */
export async function inLanes(lanes, tasks) {
  const results = new Array(tasks.length)
  let taken = 0
  const lane = async () => {
    while (taken < tasks.length) {
      const index = taken++
      results[index] = await tasks[index]()
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, lane))
  return results
}
