/** Debian's nginx with proxy.conf as it is deployed, before nodes on this machine, without TLS. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startChild } from './children.ts'
import { ask, becomes } from './http.ts'

const DEPLOYED = fileURLToPath(new URL('../../../deploy/nginx/', import.meta.url))
const START_TIMEOUT_MS = 20_000
const textOf = (name: string) => readFileSync(join(DEPLOYED, name), 'utf8')

/** The deployed upstreams, with each server line once for each port. */
function upstreamsOf(ports: readonly number[]): string {
  const line = /^( *)server 127\.0\.0\.1:3001 (.*);\n(?: *server .*\n)*/gm
  return textOf('upstream.machines.conf').replace(line, (_, indent: string, how: string) =>
    ports.map((port) => `${indent}server 127.0.0.1:${port} ${how};\n`).join(''),
  )
}

function configuration(folder: string, port: number, ports: readonly number[]): string {
  const [map = ''] = /map \$http_upgrade [^}]*}/.exec(textOf('site.conf')) ?? []
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx-error.log warn;
events { worker_connections 1024; }
http {
  ${temporary.map((name) => `${name}_temp_path ${folder}/nginx-${name};`).join('\n  ')}
  log_format plain '$time_iso8601 $status $request_method $uri $request_time $upstream_addr $upstream_status $http_idempotency_key';
  access_log ${folder}/nginx-access.log plain;
  ${map}
  ${upstreamsOf(ports)}
  server {
    listen 127.0.0.1:${port};
    include ${DEPLOYED}proxy.conf;
  }
}
`
}

/** Answers how to stop it. Throws when there is no nginx. */
export async function startProxy(folder: string, port: number, ports: readonly number[]): Promise<() => Promise<void>> {
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration(folder, port, ports))
  const env = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` }
  // A killed master would leave its worker behind.
  const { child, ended } = startChild('nginx', ['-c', file, '-p', folder], env, join(folder, 'nginx.out'), 'SIGTERM')
  const answers = () =>
    ask(`http://127.0.0.1:${port}/metrics`).then(
      ({ status }) => status === 404,
      () => false,
    )
  if (!(await becomes(answers, START_TIMEOUT_MS))) throw new Error(`nginx did not start: see ${folder}/nginx.out`)
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}
