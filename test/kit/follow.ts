/** To another page as somebody gets there who follows a link: by the app's own router, in the document that is there. */
import type { Page } from 'playwright-core'

interface Mounted extends Element {
  readonly __vue_app__: {
    readonly config: { readonly globalProperties: { readonly $router: { push(path: string): Promise<unknown> } } }
  }
}

/** Resolves when the page's code is there and its address is shown; `settled` waits for what it loads then. */
export const follow = (page: Page, path: string): Promise<void> =>
  page.evaluate(async (to) => {
    const app = document.querySelector<Mounted>('#app')
    if (!app) throw new Error('no app in this document')
    await app.__vue_app__.config.globalProperties.$router.push(to)
  }, path)
