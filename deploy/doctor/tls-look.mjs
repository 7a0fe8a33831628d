// One look at a TLS server: does it answer, for which names and how long is its certificate good, and who vouches for it?
import { connect } from 'node:tls'
import { bad, ok, warn } from './findings.mjs'

const LOOK_TIMEOUT_MS = 5_000
const DAY_MS = 86_400_000
const WARN_DAYS = 30
const BAD_DAYS = 7

/**
 * Resolves to `{ names, daysLeft, error }`; `error` is the reason why a client would refuse it, null when it would not.
 * Rejects when nobody answers. @param {{ host: string, port: number, ca?: Buffer }} where
 */
export function lookAtTls({ host, port, ca }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ca, servername: host, rejectUnauthorized: false, timeout: LOOK_TIMEOUT_MS })
    socket.on('secureConnect', () => {
      const { subjectaltname: names = '', valid_to: ends } = socket.getPeerCertificate()
      const daysLeft = Math.floor((Date.parse(ends) - Date.now()) / DAY_MS)
      resolve({ names, daysLeft, error: socket.authorized ? null : String(socket.authorizationError) })
      socket.destroy()
    })
    socket.on('timeout', () => socket.destroy(new Error('ETIMEDOUT')))
    socket.on('error', reject)
  })
}

/** @param {string} who @param {{ names: string, daysLeft: number, error: string | null }} seen */
export function certificateFindings(who, { names, daysLeft, error }) {
  const found = []
  const renew = ['用 deploy/tls/certificates.sh 重新签发', 'issue a new one with deploy/tls/certificates.sh']
  if (error) {
    const [zh, en] = [
      `${who} 的证书不被接受：${error}（证书里的名称：${names}）`,
      `the certificate of ${who} is refused: ${error} (names in it: ${names})`,
    ]
    found.push(bad(zh, en, `核对名称和根证书；${renew[0]}`, `check names and authority; ${renew[1]}`))
  }
  const [zh, en] = [`${who} 的证书还有 ${daysLeft} 天`, `the certificate of ${who} has ${daysLeft} days left`]
  if (daysLeft < BAD_DAYS) found.push(bad(zh, en, ...renew))
  else if (daysLeft < WARN_DAYS) found.push(warn(zh, en, ...renew))
  else if (!error) found.push(ok(`${zh}，名称相符`, `${en} and names it`))
  return found
}
