/** `npm start` as a newcomer meets it: a fresh copy, a busy port, Ctrl-C, and a supervisor that ends npm alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Checkout, closed, copyOfThisCheckout, freePort, listening, nobodyAnswers, portOf } from './checkout.ts'

const coldStartTimeoutMs = 120_000

let checkout: Checkout
let port: string
beforeAll(async () => {
  checkout = copyOfThisCheckout()
  port = String(await freePort())
})
afterAll(() => checkout.remove())

const address = () => `http://localhost:${port}`

test(
  'a fresh copy installs, builds, serves the app, and Ctrl-C ends it',
  async () => {
    const first = checkout.npm(['start'], { PORT: port, DEMO: '0' })
    await first.said(address())
    expect(first.output()).toMatch(/installing packages[\s\S]*building the web app/)
    const page = await fetch(`http://127.0.0.1:${port}/`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<div id="app"')

    first.signalGroup('SIGINT')
    await first.ended
    await nobodyAnswers(Number(port))
  },
  coldStartTimeoutMs,
)

test('started again it neither installs nor builds, and SIGTERM to npm alone stops the server too', async () => {
  const again = checkout.npm(['start'], { PORT: port, DEMO: '0' })
  await again.said(address())
  expect(again.output()).not.toMatch(/installing|building/)

  again.child.kill('SIGTERM')
  await again.ended
  await nobodyAnswers(Number(port))
})

test('a taken port is a sentence and an exit code, and another one works', async () => {
  const other = await listening()
  try {
    const refused = checkout.npm(['start'], { PORT: String(portOf(other)), DEMO: '0' })
    expect(await refused.ended).toBe(1)
    expect(refused.output()).toContain(String(portOf(other)))
    expect(refused.output()).toContain('PORT=')
    expect(refused.output()).not.toMatch(/\n\s+at /)
  } finally {
    await closed(other)
  }
})
