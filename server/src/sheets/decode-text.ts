/** Text from whatever common encoding Excel and bank counters saved it in; what is none of them is not read as something else. */

export type TextEncoding = 'utf-8' | 'gb18030'

/** GBK is part of GB18030; a byte order mark is left out. Undefined for UTF-16, binary and broken text. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } | undefined {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isUtf16 || bytes.includes(0)) return undefined
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return undefined
}
