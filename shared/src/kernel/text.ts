/** What text may contain: people's names in full Unicode, no control characters, no broken surrogates. */
import { z } from 'zod'

// Control characters but for tab and line breaks, zero-width and direction overrides that disguise text.
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u

const clean = (text: string) => !FORBIDDEN.test(text) && text.isWellFormed()

/** One line, trimmed, 1 to `max` characters (code points, so that 𠮷 counts as one). */
export function Line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max * 2)
    .refine((text) => clean(text) && !/[\r\n\t]/.test(text), 'no control characters or line breaks')
    .refine((text) => [...text].length <= max, `at most ${max} characters`)
}

/** Several lines, trimmed, 1 to `max` characters. */
export function Prose(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max * 2)
    .refine(clean, 'no control characters')
    .refine((text) => [...text].length <= max, `at most ${max} characters`)
}

/** A person's name: letters of any script (rare ones such as 𠮷 and 㑇 too), marks, spaces, `·`, `.`, `-`, `'`; no emoji, no digits. */
export const PersonName = Line(40).refine((name) => /^[\p{L}\p{M}\p{Nl} .·・'’-]+$/u.test(name), 'letters only')

/** A mainland mobile or landline number, or another dialable one, as digits with an optional leading +. */
export const Phone = z
  .string()
  .trim()
  .regex(/^\+?\d{5,20}$/)

/** `13812345678` → `138****5678`: the least a list needs to tell two numbers apart. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? `${phone.slice(0, 1)}****` : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
