/** Whether bytes begin as a picture does. HEIC too, which the store then refuses with words on what to do about it. */

const HEIC_BRAND = /^(?:hei|hev|mif1|msf1)/

export function isPictureOrHeic(bytes: Buffer): boolean {
  const text = (start: number, end: number) => bytes.toString('latin1', start, end)
  if (text(0, 3) === '\xff\xd8\xff' || text(0, 8) === '\x89PNG\r\n\x1a\n') return true
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return true
  return text(4, 8) === 'ftyp' && HEIC_BRAND.test(text(8, 12))
}
