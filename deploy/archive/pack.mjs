// The same bytes from the same tree: names in byte order, one time for all, nobody's user, and the pinned Node's gzip.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'

/**
 * @param {string} folder becomes the only entry at the top of the archive
 * @param {string} file
 * @param {number} seconds since 1970; browsers are told it as the age of pages, so it must differ between releases
 */
export async function packTree(folder, file, seconds) {
  const options = ['--sort=name', `--mtime=@${seconds}`, '--owner=0', '--group=0', '--numeric-owner', '--format=gnu']
  // The package store shares files between places: whether it could must not show.
  const what = ['--hard-dereference', '--mode=u=rwX,go=rX', '--create', path.basename(folder)]
  const tar = spawn('tar', [...options, ...what], {
    cwd: path.dirname(folder),
    stdio: ['ignore', 'pipe', 2],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC', TAR_OPTIONS: '' },
  })
  const ended = new Promise((resolve, reject) => {
    tar.on('error', reject)
    tar.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`))))
  })
  await Promise.all([
    pipeline(tar.stdout, createGzip({ level: constants.Z_BEST_COMPRESSION }), createWriteStream(file)),
    ended,
  ])
}

/** @param {string} file @returns {Promise<string>} hex */
export async function sha256Of(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
