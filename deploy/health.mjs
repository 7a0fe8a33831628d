/**
 * `node deploy/health.mjs [live|ready]`: exit code 0 when the node on this machine answers so (default: live). A node that
 * builds its views is alive and not ready; it must not be started anew for that.
 */
const TIMEOUT_MS = 4_000

const wanted = process.argv[2] ?? 'live'
if (wanted !== 'live' && wanted !== 'ready') {
  process.stderr.write('用法 / usage: node deploy/health.mjs [live|ready]\n')
  process.exit(2)
}
const address = `http://127.0.0.1:${process.env.PORT || 3000}/api/health/${wanted}`
try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
} catch (error) {
  process.stderr.write(`${address}: ${error.cause?.code ?? error.message}\n`)
  process.exit(1)
}
