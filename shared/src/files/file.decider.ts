/** A file by its contents: recorded once for each person who brought it. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type FileEvent, FileStored } from './events.ts'

type Stored = FileEvent['data']
export type FileCommand = { readonly type: 'StoreFile'; readonly file: Readonly<Stored> }

export type FileState = {
  readonly type: Stored['type']
  readonly bytes: number
  readonly uploaderIds: ReadonlySet<string>
} | null

export const fileDecider: Decider<FileCommand, FileEvent, FileState> = {
  initial: null,
  evolve(state, event) {
    switch (event.type) {
      case 'FileStored': {
        const { type, bytes, uploaderId } = event.data
        return { type, bytes, uploaderIds: new Set(state?.uploaderIds).add(uploaderId) }
      }
      default:
        return unreachable(event.type)
    }
  },
  decide({ file }, state) {
    if (state && (state.type !== file.type || state.bytes !== file.bytes)) {
      throw reject('file-differs', { type: state.type, bytes: state.bytes })
    }
    return state?.uploaderIds.has(file.uploaderId) ? [] : [FileStored({ ...file })]
  },
}
