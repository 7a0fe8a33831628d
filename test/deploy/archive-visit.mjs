// What a first day does, as somebody inside the closed network: sets up the administrator with the token that the terminal
// showed (argon2), signs in, registers a district, stores a picture and asks for its small one (sharp), loads the app.
// `node archive-visit.mjs <token>` does all that and prints what it saw; without a token it signs in and looks.
const base = 'http://127.0.0.1:3000'
const account = { loginName: 'first-admin', password: 'a password for tests' }
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const [token] = process.argv.slice(2)

async function tell(path, body, cookie = '') {
  const isForm = body instanceof FormData
  const headers = {
    'idempotency-key': crypto.randomUUID(),
    cookie,
    ...(isForm ? {} : { 'content-type': 'application/json' }),
  }
  const answer = await fetch(`${base}${path}`, { method: 'POST', headers, body: isForm ? body : JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return { answer, body: JSON.parse(text) }
}

if (token) await tell('/api/setup', { token, name: '第一位管理员', ...account })
const { answer } = await tell('/api/sessions', account)
const cookie = answer.headers.getSetCookie()[0].split(';')[0]

const seen = {}
if (token) {
  await tell('/api/regions', { level: 'district', name: '封闭区', parentId: null }, cookie)
  const form = new FormData()
  form.set('file', new Blob([Buffer.from(PIXEL, 'base64')]), 'pixel.png')
  const { body } = await tell('/api/files', form, cookie)
  const small = await fetch(`${base}/api/files/${body.sha256}/thumbnail`, { headers: { cookie } })
  seen.thumbnail = [small.status, small.headers.get('content-type')]
}
const page = await fetch(`${base}/`)
seen.page = [page.status, (await page.text()).includes('<div id="app"')]
const regions = await fetch(`${base}/api/regions`, { headers: { cookie } })
seen.regions = (await regions.json()).items.map(({ name }) => name)
process.stdout.write(`${JSON.stringify(seen)}\n`)
