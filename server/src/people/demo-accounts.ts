/** What the sign-in page shows of a demo. Made elsewhere and handed in: people knows no demo. */
import type { DemoAccount } from '@changxin/shared/people'
import type { z } from 'zod'
import type { Read } from '../views/views.ts'

export interface DemoState {
  /** True only in a folder that was made as a demo. */
  readonly made: boolean
  readonly accounts: readonly z.output<typeof DemoAccount>[]
}

export type ReadDemo = (read: Read) => DemoState

export const noDemo: ReadDemo = () => ({ made: false, accounts: [] })
