/** What the terminal shows: where it runs, who can sign in, what to try first. Everything else goes to the log. */
import type { Writable } from 'node:stream'

interface Account {
  readonly loginName: string
  readonly password: string
  readonly zh: string
  readonly en: string
}

interface Ready {
  readonly address: string
  readonly dataDir: string
  readonly demo: boolean
  readonly accounts: readonly Account[]
  readonly setupToken: string | undefined
}

function demoLines(accounts: readonly Account[]): string[] {
  return [
    '演示账号 / demo accounts:',
    ...accounts.map(
      (account) => `  ${account.loginName.padEnd(12)} ${account.password.padEnd(14)} ${account.zh} / ${account.en}`,
    ),
    '先试试 / try first:',
    '  1. 用 overseer 登录看总览：哪些小区正在变旧 / sign in as overseer: which compounds are ageing',
    '  2. 另开窗口用 resident 登录报修，再看 centre 的工单自己变 / in another window report as resident and watch the centre’s desk change',
  ]
}

export function printer(out: Writable, err: Writable) {
  const write = (lines: readonly string[]) => out.write(`${lines.join('\n')}\n`)
  return {
    progress: (text: string) => write([text]),
    ready({ address, dataDir, demo, accounts, setupToken }: Ready) {
      write([
        '',
        `常新 Changxin  ${address}`,
        `数据 / data: ${dataDir}   接口 / API: ${address}/api/docs`,
        ...(demo ? demoLines(accounts) : []),
        ...(setupToken
          ? [
              `首次使用：打开上面的地址，用一次性口令建立管理员 / first run: open the address and make the administrator with this one-time token:  ${setupToken}`,
            ]
          : []),
        'Ctrl-C 停止 / stops',
        '',
      ])
    },
    error: (lines: readonly string[]) => void err.write(`${lines.join('\n')}\n`),
  }
}
