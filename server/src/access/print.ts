/** `npm run access`: prints who may do what, from the one table that the server asks. */
import { accessMatrix } from './matrix.ts'
import { accessTable } from './table.ts'

process.stdout.write(accessMatrix(accessTable))
