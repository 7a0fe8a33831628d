/** Opens a fund whose book the owners keep themselves: on the paper of their decision, of the day of opening. */
import type { Client, TestServer } from './server.ts'
import { uploaded } from './uploaded.ts'

/** `who` tells it, so that the paper is theirs. */
export async function ownBook(at: TestServer, who: Client, openedOn: string) {
  const paper = { file: await uploaded(at, who, '#0b0b0b'), on: openedOn }
  return { openedOn, bookkeeper: 'owners' as const, ground: '业主大会决定', paper }
}
