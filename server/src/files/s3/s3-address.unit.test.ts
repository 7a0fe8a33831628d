/** One address says endpoint, bucket and prefix; whatever else it says is a mistake worth naming. */
import { expect, test } from 'vitest'
import { s3AddressOf } from './s3-address.ts'

test.each([
  ['https://files.example.org/photos', 'https://files.example.org', 'photos', ''],
  ['https://files.example.org/photos/', 'https://files.example.org', 'photos', ''],
  ['http://store.internal:9000/photos/changxin', 'http://store.internal:9000', 'photos', 'changxin/'],
  ['https://files.example.org/photos/a/b/', 'https://files.example.org', 'photos', 'a/b/'],
])('%s', (url, endpoint, bucket, prefix) => {
  expect(s3AddressOf(url)).toEqual({ endpoint, bucket, prefix })
})

test.each([
  'files.example.org/photos',
  's3://photos',
  'ftp://files.example.org/photos',
  'https://files.example.org',
  'https://files.example.org/',
  'https://files.example.org//photos',
  'https://files.example.org/Photos',
  'https://files.example.org/photos/a//b',
  'https://files.example.org/photos/照片',
  'https://files.example.org/photos/a%20b',
  'https://key:secret@files.example.org/photos',
  'https://files.example.org/photos?region=x',
  'https://files.example.org/photos#x',
])('%s is none', (url) => {
  expect(s3AddressOf(url)).toBeUndefined()
})
