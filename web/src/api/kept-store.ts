/**
 * What this device keeps for its user: commands not yet sent, photos of a draft, the last answers. IndexedDB, because
 * blobs go in as they are; a browser that refuses it (private window, policy) keeps them until the page is left.
 */

const NAME = 'changxin'
const VERSION = 1
const STORES = ['outbox', 'drafts', 'answers'] as const
export type StoreName = (typeof STORES)[number]

export interface KeptStore<Value> {
  get(key: string): Promise<Value | undefined>
  /** Rejects when the device has no room left. */
  put(key: string, value: Value): Promise<void>
  remove(key: string): Promise<void>
  /** In the order of their keys. */
  all(): Promise<Value[]>
  clear(): Promise<void>
}

let opened: Promise<IDBDatabase | null> | undefined

function request(version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, version)
    asked.onupgradeneeded = () => {
      for (const store of STORES) asked.result.createObjectStore(store)
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
    asked.onblocked = () => reject(new DOMException('another tab holds it', 'AbortError'))
  })
}

/** A newer app in another tab may have made it newer: its stores are still there. */
const isNewer = (error: unknown) => error instanceof DOMException && error.name === 'VersionError'

function open(): Promise<IDBDatabase | null> {
  opened ??= Promise.resolve()
    .then(() => request(VERSION))
    .catch((error) => (isNewer(error) ? request() : Promise.reject(error)))
    .then((database) => {
      // A newer version of the app in another tab must not wait for this one; next time it is opened again.
      database.onversionchange = () => {
        database.close()
        opened = undefined
      }
      // Phones close it on a page that was long in the background.
      database.onclose = () => {
        opened = undefined
      }
      return database
    })
    .catch(() => null)
  return opened
}

/** Throws when the connection has been closed meanwhile: a transaction cannot begin on it. */
function run<Result>(
  database: IDBDatabase,
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Pick<IDBRequest<Result>, 'result'>,
): Promise<Result> {
  const transaction = database.transaction(name, mode)
  return new Promise((resolve, reject) => {
    const asked = work(transaction.objectStore(name))
    // Kept only when the transaction is through, not when the request is.
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

const isClosed = (error: unknown) => error instanceof DOMException && error.name === 'InvalidStateError'
/** One for each name: whoever looks at a store sees the same, also where there is only memory. */
const memories = new Map<StoreName, KeptStore<unknown>>()

export function keptStore<Value>(name: StoreName): KeptStore<Value> {
  const memory = (memories.get(name) ?? memoryStore<unknown>()) as KeptStore<Value>
  memories.set(name, memory as KeptStore<unknown>)

  async function use<Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Pick<IDBRequest<Result>, 'result'>,
    instead: () => Promise<Result>,
  ): Promise<Result> {
    const database = await open()
    if (!database) return instead()
    try {
      return await run(database, name, mode, work)
    } catch (error) {
      if (!isClosed(error)) throw error
      opened = undefined
      const other = await open()
      return other ? run(other, name, mode, work) : instead()
    }
  }

  return {
    get: (key) =>
      use(
        'readonly',
        (store) => store.get(key) as IDBRequest<Value | undefined>,
        () => memory.get(key),
      ),
    async put(key, value) {
      await use<unknown>(
        'readwrite',
        (store) => store.put(value, key),
        () => memory.put(key, value),
      )
    },
    async remove(key) {
      await use<unknown>(
        'readwrite',
        (store) => store.delete(key),
        () => memory.remove(key),
      )
    },
    all: () => use('readonly', (store) => store.getAll() as IDBRequest<Value[]>, memory.all),
    async clear() {
      await use<unknown>('readwrite', (store) => store.clear(), memory.clear)
    },
  }
}

/** The same without a device behind it: copies, so that neither can what a device could not keep. */
export function memoryStore<Value>(): KeptStore<Value> {
  const kept = new Map<string, Value>()
  return {
    get: async (key) => kept.get(key),
    put: async (key, value) => void kept.set(key, structuredClone(value)),
    remove: async (key) => void kept.delete(key),
    all: async () => [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
    clear: async () => kept.clear(),
  }
}

/** Asks that what waits is not thrown away when the device needs room; the browser decides, and may not be asked at all. */
export function keepForGood(): void {
  // Only on a safe origin is it there.
  const storage = navigator.storage as StorageManager | undefined
  void storage?.persist?.().catch(() => undefined)
}
