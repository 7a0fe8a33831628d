// Debian's packages, where a test needs a program that is no package of ours.
import { run } from './processes.mjs'
import { env, say } from './workspace.mjs'

/** Whether it worked shows in what is there afterwards. @param {readonly string[]} packages */
export async function aptInstall(packages) {
  say(`installing ${packages.join(', ')} with apt-get …`)
  const quietly = ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', '-o', 'Dpkg::Use-Pty=0']
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] }
  const updated = await run('apt-get', [...quietly, 'update'], options)
  if (updated.code === 0) await run('apt-get', [...quietly, 'install', '--no-install-recommends', ...packages], options)
}
