/** Hands the one outbox to components and stores. */
import { type InjectionKey, inject } from 'vue'
import type { Outbox } from './outbox.ts'

export const outboxKey: InjectionKey<Outbox> = Symbol('outbox')

export function useOutbox(): Outbox {
  const outbox = inject(outboxKey)
  if (!outbox) throw new Error('useOutbox outside the app: main.ts provides the outbox')
  return outbox
}
