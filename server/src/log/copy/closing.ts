/** Closes what was opened, however the work with it ended. */
export async function closing<Opened extends { close(): unknown }, Result>(
  opened: Opened,
  run: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  try {
    return await run(opened)
  } finally {
    await opened.close()
  }
}
