/** Pictures of the demo: plain drawings, so that photos, invoices and posted papers can be opened like real ones. */
import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { FileStore, StoredFile } from '../files/store.ts'

export type PictureName =
  | 'leak'
  | 'on-site'
  | 'mended'
  | 'quotation'
  | 'invoice'
  | 'posted'
  | 'lamp'
  | 'warranty'
  | 'resolution'
export type DemoPictures = Readonly<Record<PictureName, StoredFile>>

const [WIDTH, HEIGHT] = [640, 480]
const lines = (count: number, width: number) =>
  Array.from(
    { length: count },
    (_, row) => `<rect x="120" y="${150 + row * 32}" width="${width - (row % 3) * 60}" height="8" fill="#8a8f98"/>`,
  ).join('')
const paper = (stamp: string) =>
  `<rect width="640" height="480" fill="#6b7280"/><rect x="80" y="30" width="480" height="420" fill="#fdfdf8"/>
   <rect x="200" y="70" width="240" height="22" fill="#30343b"/>${lines(8, 380)}
   <circle cx="440" cy="370" r="52" fill="none" stroke="${stamp}" stroke-width="8"/>
   <path d="M440 340l9 20h22l-18 13 7 22-20-13-20 13 7-22-18-13h22z" fill="${stamp}"/>`
const roof = (spot: string) =>
  `<rect width="640" height="480" fill="#b9c4cf"/><path d="M0 300L320 150 640 300V480H0z" fill="#8c8579"/>
   <path d="M0 300L320 150 640 300" stroke="#5d574e" stroke-width="10" fill="none"/>${spot}`

const DRAWINGS: Record<PictureName, string> = {
  leak: `<rect width="640" height="480" fill="#e8e4da"/><rect y="0" width="640" height="120" fill="#cfc9bb"/>
    <ellipse cx="330" cy="150" rx="170" ry="80" fill="#a58f63" opacity=".75"/><ellipse cx="330" cy="150" rx="90" ry="42" fill="#7c6740"/>
    ${[270, 330, 395].map((x) => `<path d="M${x} 220c-14 30-14 46 0 46s14-16 0-46z" fill="#5b87a8"/>`).join('')}`,
  'on-site': roof(
    '<path d="M190 330q60-50 150-20t140 40" stroke="#332f29" stroke-width="9" fill="none"/><ellipse cx="330" cy="360" rx="120" ry="34" fill="#4c6a80" opacity=".8"/>',
  ),
  mended: roof(
    '<rect x="150" y="290" width="360" height="120" rx="6" fill="#3f4a55"/><path d="M150 330h360M150 370h360" stroke="#59656f" stroke-width="4"/>',
  ),
  quotation: paper('#3b6fb6'),
  invoice: paper('#c23b3b'),
  posted: `<rect width="640" height="480" fill="#7d8a93"/><rect x="60" y="50" width="520" height="370" rx="8" fill="#4d5a52"/>${[90, 250, 410].map((x) => `<rect x="${x}" y="90" width="130" height="180" fill="#fbfaf3"/>`).join('')}`,
  lamp: '<rect width="640" height="480" fill="#2e3138"/><path d="M320 130L90 480H550z" fill="#f6dd8a" opacity=".55"/><rect x="280" y="80" width="80" height="46" rx="10" fill="#f9f1cf"/>',
  warranty: paper('#8a8f98'),
  resolution: paper('#a8324a'),
}

/** Draws them all and keeps them; the same drawings have the same names everywhere. */
export async function drawPictures(files: Pick<FileStore, 'put'>): Promise<DemoPictures> {
  const drawn = await Promise.all(
    Object.entries(DRAWINGS).map(async ([name, drawing]) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${drawing}</svg>`
      const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer()
      return [name, await files.put(Readable.from([bytes]))] as const
    }),
  )
  return Object.fromEntries(drawn) as Record<PictureName, StoredFile>
}
