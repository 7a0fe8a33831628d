import { expect, test } from 'vitest'
import { DESK_KEYS, deskActOf, type Pressed } from './desk-keys.ts'

const free = { typing: false, dialog: false, onControl: false }
const pressed = (key: string, changes: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...changes,
})

test.each([
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['x', 'mark'],
  ['a', 'assign'],
  ['c', 'complete'],
  ['n', 'report'],
  ['/', 'search'],
  ['?', 'help'],
  ['Escape', 'close'],
  ['q', undefined],
])('%s → %s', (key, act) => {
  expect(deskActOf(pressed(key), free)).toBe(act)
})

test('no key acts while somebody types, Pinyin in the making included, or while a dialog is open', () => {
  for (const { key } of DESK_KEYS) {
    expect(deskActOf(pressed(key), { ...free, typing: true })).toBeUndefined()
    expect(deskActOf(pressed(key), { ...free, dialog: true })).toBeUndefined()
    expect(deskActOf(pressed(key, { isComposing: true }), free)).toBeUndefined()
  }
})

test('what the browser does with Ctrl, Alt or Cmd stays the browser’s', () => {
  expect(deskActOf(pressed('a', { ctrlKey: true }), free)).toBeUndefined()
  expect(deskActOf(pressed('c', { metaKey: true }), free)).toBeUndefined()
  expect(deskActOf(pressed('j', { altKey: true }), free)).toBeUndefined()
})

test('Enter on a button presses the button; letters still act there', () => {
  expect(deskActOf(pressed('Enter'), { ...free, onControl: true })).toBeUndefined()
  expect(deskActOf(pressed('j'), { ...free, onControl: true })).toBe('next')
})
