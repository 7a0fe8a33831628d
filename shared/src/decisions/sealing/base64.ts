/** Base64 as sealed ballots and keys are written. `btoa` and `atob` are in browsers and in Node; TypeScript here knows neither. */
declare const btoa: (binary: string) => string
declare const atob: (text: string) => string

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Null for what is no base64, or is not how these bytes are written: one ballot has one spelling. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return toBase64(bytes) === text ? bytes : null
  } catch {
    return null
  }
}
