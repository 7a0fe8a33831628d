/** Sealing and opening of ballots on screen. A path of its own, so that only pages that seal or open load it. */
export * from './fingerprint.ts'
export { MARKS_BYTES } from './marks-bytes.ts'
export * from './open-ballots.ts'
export * from './seal.ts'
