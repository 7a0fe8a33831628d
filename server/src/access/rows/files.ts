/** Who may do what in files. */
import type { AccessRows } from '../rules.ts'

export const filesRows: AccessRows = {
  'files.upload': ['signed-in', 'link@job', 'link@turn'],
  'files.file': ['signed-in', 'link@job', 'link@turn'],
}
