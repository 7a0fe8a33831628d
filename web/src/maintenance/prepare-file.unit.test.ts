/** What is refused on the phone itself, in words, before a day without signal could be lost on it. */
import { MAX_FILE_BYTES } from '@changxin/shared/files'
import { afterEach, expect, test, vi } from 'vitest'
import { MAX_VIDEO_SECONDS, prepareFile } from './prepare-file.ts'

/** A browser whose player says how long every film is. */
function playerSays(seconds: number) {
  const video = {
    duration: seconds,
    onloadedmetadata: () => {},
    set src(_: string) {
      queueMicrotask(() => this.onloadedmetadata())
    },
  }
  vi.stubGlobal('document', { createElement: () => video })
}
afterEach(() => vi.unstubAllGlobals())

const file = (type: string, name = 'a') => new File(['x'], name, { type })

test('a film of half a minute is taken, with the moment that phones stop late; a longer one is refused', async () => {
  const film = file('video/mp4')
  for (const seconds of [1, MAX_VIDEO_SECONDS, MAX_VIDEO_SECONDS + 2]) {
    playerSays(seconds)
    expect(await prepareFile(film), `${seconds} s`).toBe(film)
  }
  playerSays(MAX_VIDEO_SECONDS + 2.1)
  expect(await prepareFile(film)).toBe('video-too-long')
})

test('a film whose length nobody can tell is bounded by its size', async () => {
  playerSays(Number.POSITIVE_INFINITY)
  const film = file('video/webm')
  expect(await prepareFile(film)).toBe(film)
  const large = new File([new Uint8Array(MAX_FILE_BYTES + 1)], 'b', { type: 'video/webm' })
  expect(await prepareFile(large)).toBe('too-large')
})

test('what the server never takes is said at once; a voice goes as it is', async () => {
  expect(await prepareFile(file('video/quicktime'))).toBe('quicktime')
  expect(await prepareFile(file('', 'IMG_1.MOV'))).toBe('quicktime')
  const voice = file('audio/webm')
  expect(await prepareFile(voice)).toBe(voice)
})
