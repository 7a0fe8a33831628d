/** Hands the one client to components and stores. */
import { type InjectionKey, inject } from 'vue'
import type { Client } from './client.ts'

export const clientKey: InjectionKey<Client> = Symbol('client')

export function useApi(): Client {
  const client = inject(clientKey)
  if (!client) throw new Error('useApi outside the app: main.ts provides the client')
  return client
}
