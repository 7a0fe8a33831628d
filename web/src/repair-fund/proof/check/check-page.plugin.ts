/** Builds the page that checks proofs: one HTML file with everything in it, allowed by its own policy to run that and nothing else. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const FILE = 'check.html'
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** zod tries at first whether it may make code out of text; the policy forbids it, and browsers report the attempt. */
const WITHOUT_EVAL = 'globalThis.__zod_globalConfig={jitless:true};'

async function scriptText(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2020',
      lib: { entry: here('./main.ts'), formats: ['iife'], name: 'changxinCheck' },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new TypeError(`${FILE} was not built`)
  return (WITHOUT_EVAL + chunk.code).replaceAll('</script', '<\\/script')
}

async function pageText(): Promise<string> {
  const [script, style] = await Promise.all([scriptText(), readFile(here('./check.css'), 'utf8')])
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>维修资金核对</title>
<style>${style}</style>
</head>
<body>
<main id="check"></main>
<script>${script}</script>
</body>
</html>
`
}

export function checkPage(): Plugin {
  return {
    name: 'check-page',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: await pageText() })
    },
    configureServer(server) {
      server.middlewares.use(`/${FILE}`, (_request, response, next) => {
        pageText().then((page) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page), next)
      })
    },
  }
}
