/** `file-<sha256>`: who brought these bytes. */
import { fileDecider, fileEvents } from '@changxin/shared/files'
import { aggregate } from '../commands/aggregate.ts'

export const StoredFiles = aggregate('file', fileDecider, fileEvents)
