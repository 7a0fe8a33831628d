/** The page that checks proofs brings its own policy, which lets its one script run and nothing else: the header says the same. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const CHECK_PAGE_FILE = 'check.html'
const POLICY = /http-equiv="Content-Security-Policy" content="([^"]+)"/

/** Undefined where the built app has no such page. */
export function checkPagePolicy(root: string): string | undefined {
  const file = join(root, CHECK_PAGE_FILE)
  const policy = existsSync(file) ? POLICY.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  // The one rule that a page cannot give itself.
  return policy && `${policy}; frame-ancestors 'none'`
}
