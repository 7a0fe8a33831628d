/** Waits until a page has come to rest: its head is there, nothing is on its way, nothing changed for some frames. */
import type { Page } from 'playwright-core'

const QUIET_FRAMES = 6

export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.evaluate(async (quietFrames) => {
    let quiet = 0
    const watcher = new MutationObserver(() => {
      quiet = 0
    })
    watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    const endless = (one: Animation) => one.effect?.getTiming().iterations === Number.POSITIVE_INFINITY
    const moves = () => document.getAnimations().some((one) => one.playState === 'running' && !endless(one))
    while (quiet < quietFrames) {
      await new Promise(requestAnimationFrame)
      quiet = moves() || document.querySelector('.skeleton, [aria-busy="true"]') ? 0 : quiet + 1
    }
    watcher.disconnect()
    await document.fonts.ready
  }, QUIET_FRAMES)
}
