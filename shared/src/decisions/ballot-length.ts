/** How long every sealed ballot is, known without loading what seals it. A test holds it against `sealing`. */
import { MARKS_BYTES } from './sealing/marks-bytes.ts'

/** Encapsulated secret and tag, beside the marks. */
const ENVELOPE_BYTES = 32 + 16
/** Characters in base64. */
export const SEALED_BALLOT_LENGTH = 4 * Math.ceil((ENVELOPE_BYTES + MARKS_BYTES) / 3)
