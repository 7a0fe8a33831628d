/** What the dialog knows of the owners' decision to keep the book themselves, and what the command gets of it. */
export interface OwnGround {
  readonly way: 'decision' | 'paper'
  readonly decisionId: string
  readonly on: string
  readonly file: string
}
export const noOwnGround: OwnGround = { way: 'decision', decisionId: '', on: '', file: '' }

/** Undefined: something is still missing. */
export function ownGroundOf({ way, decisionId, on, file }: OwnGround) {
  if (way === 'decision') return decisionId ? { decisionId } : undefined
  return on && file ? { paper: { on, file } } : undefined
}
