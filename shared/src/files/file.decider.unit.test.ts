import { test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { filesErrors } from './errors.ts'
import { type FileEvent, FileStored } from './events.ts'
import { fileDecider } from './file.decider.ts'

const file: FileEvent['data'] = {
  sha256: 'a'.repeat(64),
  type: 'image/jpeg',
  bytes: 100,
  uploaderId: 'p1',
  widthPx: 10,
  heightPx: 10,
  takenAt: null,
}
const story = storyOf(fileDecider, filesErrors.entries)
const given =
  (...events: FileEvent[]) =>
  (change: Partial<FileEvent['data']> = {}) =>
    story(...events).when({ type: 'StoreFile', file: { ...file, ...change } })

test('a file is recorded once for each person who brought it', () => {
  const second = FileStored({ ...file, uploaderId: 'p2' })
  given()().then(FileStored(file))
  given(FileStored(file))().nothing()
  given(FileStored(file))({ uploaderId: 'p2' }).then(second)
  given(FileStored(file), second)().nothing()
})

test('the same contents cannot be two things', () => {
  given(FileStored(file))({ type: 'image/png' }).rejected('file-differs')
  given(FileStored(file))({ bytes: 101 }).rejected('file-differs', { type: 'image/jpeg', bytes: 100 })
})
