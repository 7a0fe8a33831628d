// Node 26 is linked to libatomic, which a bare Debian does not have. It comes out of Debian's package for cross-building,
// which any Debian can fetch for either processor. It is a part of GCC, under the GPL with the runtime library exception.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const debianNames = { x64: ['amd64', 'x86_64-linux-gnu'], arm64: ['arm64', 'aarch64-linux-gnu'] }
const TIMEOUT_MS = 120_000

/** Whoever passes on a library says what it is and under which licence. */
const originOf = (file) =>
  `libatomic.so.1 is a part of GCC, out of Debian's ${file}, unchanged: Copyright Free Software Foundation,
GPL-3 with the GCC Runtime Library Exception 3.1. Its source is in Debian's package of the same name.
`

/** Puts `lib/libatomic.so.1` and where it is from into the tree. @param {string} tree @param {'x64' | 'arm64'} cpu */
export function addLibatomic(tree, cpu) {
  const [debian, triplet] = debianNames[cpu]
  const work = mkdtempSync(path.join(tmpdir(), 'changxin-libatomic-'))
  try {
    const name = `libatomic1-${debian}-cross`
    // The sandboxed user of apt cannot write into a folder of ours.
    const get = ['-o', 'APT::Sandbox::User=root', 'download', name]
    execFileSync('apt-get', ['--quiet', ...get], { cwd: work, stdio: ['ignore', 2, 2], timeout: TIMEOUT_MS })
    const [file] = readdirSync(work).filter((each) => each.endsWith('.deb'))
    execFileSync('dpkg-deb', ['--extract', file, 'tree'], { cwd: work, stdio: ['ignore', 2, 2], timeout: TIMEOUT_MS })
    mkdirSync(path.join(tree, 'lib'))
    const library = realpathSync(path.join(work, 'tree/usr', triplet, 'lib/libatomic.so.1'))
    copyFileSync(library, path.join(tree, 'lib/libatomic.so.1'))
    writeFileSync(path.join(tree, 'lib/README'), originOf(file))
  } catch (error) {
    throw new Error(`libatomic for ${cpu} could not be fetched; run apt-get update first (${error.message})`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
