// Are the settings those that the program takes, and is what is secret in them kept from others?
import { existsSync, statSync } from 'node:fs'
import { bad, ok, warn } from './findings.mjs'

const OTHERS = 0o007

export function checkSettings({ problems, files, missing, settings, config, before }) {
  const found = [
    ...missing.map((file) =>
      bad(`没有设置文件 ${file}`, `there is no file of settings ${file}`, '检查 --env', 'look at --env'),
    ),
    ...problems.map((problem) =>
      bad(`设置有误：${problem}`, `wrong setting: ${problem}`, '按 .env.example 改正', 'correct it after .env.example'),
    ),
  ]
  for (const file of files.filter(existsSync)) {
    if ((statSync(file).mode & OTHERS) === 0) continue
    found.push(
      bad(
        `${file} 人人可读，里面有密钥`,
        `${file} can be read by everybody and holds secrets`,
        `chmod 640 ${file}`,
        `chmod 640 ${file}`,
      ),
    )
  }
  if (found.length > 0) return found
  if (before) return [ok('设置没有错误', 'the settings have no mistake')]
  return [
    ok(`设置没有错误，日志引擎 ${config.LOG_ENGINE}`, `the settings have no mistake, log engine ${config.LOG_ENGINE}`),
    ...advice(config, settings),
  ]
}

function advice(config, settings) {
  const url = config.PUBLIC_URL
  const found = []
  if (!url) {
    found.push(
      warn(
        '没有设置 PUBLIC_URL',
        'PUBLIC_URL is not set',
        '写用户在浏览器里看到的地址，例如 https://changxin.example.internal',
        'set the address that users see, such as https://changxin.example.internal',
      ),
    )
  } else if (!url.startsWith('https:')) {
    found.push(
      warn(
        'PUBLIC_URL 不是 https：手机不能拍照、离线和安装',
        'PUBLIC_URL is not https: phones cannot use the camera, work offline or install the app',
        '见 deploy/tls/README.md，用内部根证书启用 https',
        'see deploy/tls/README.md: https with an authority of your own',
      ),
    )
  } else if (settings.TRUST_PROXY !== '1') {
    found.push(
      warn(
        'PUBLIC_URL 是 https，但 TRUST_PROXY 不是 1：所有人都会被当成来自同一个地址',
        'PUBLIC_URL is https, but TRUST_PROXY is not 1: everybody seems to come from one address',
        '前面有反向代理时写 TRUST_PROXY=1',
        'behind a proxy set TRUST_PROXY=1',
      ),
    )
  }
  return found
}
