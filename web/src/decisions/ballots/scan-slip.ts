/**
 * The QR code of a slip out of a photo, where the browser itself can read one (Chrome on phones and on macOS). A photo
 * of a part is no harm any more when it is needed: the voting is over, and the secret is about to be released.
 */
interface Detector {
  detect(image: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorClass = new (options: { formats: readonly string[] }) => Detector

const detectorClass = () => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
export const canScan = () => detectorClass() !== undefined

/** Null when no code can be seen in it. */
export async function codeIn(photo: Blob): Promise<string | null> {
  const Detector = detectorClass()
  if (!Detector) return null
  // What is no picture, and a detector that the system has withdrawn, show no code either.
  const image = await createImageBitmap(photo).catch(() => null)
  if (image === null) return null
  const codes = await new Detector({ formats: ['qr_code'] }).detect(image).catch(() => [])
  image.close()
  return codes[0]?.rawValue ?? null
}
