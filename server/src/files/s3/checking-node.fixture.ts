/** A node in a process of its own, opened by its environment, that says whether its files can be used. */
import { readConfig } from '../../config.ts'
import { createLogger } from '../../logger.ts'
import { openFiles } from '../open-files.ts'

const store = await openFiles({ config: readConfig(process.env), logger: createLogger('silent') })
const said = await store.check().then(
  () => 'usable',
  (error: Error) => error.message,
)
process.stdout.write(`${said}\n`)
