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

function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, VERSION)
      request.onupgradeneeded = () => {
        for (const store of STORES) request.result.createObjectStore(store)
      }
      request.onsuccess = () => {
        // A newer version of the app in another tab must not wait for this one.
        request.result.onversionchange = () => request.result.close()
        resolve(request.result)
      }
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
  return opened
}

export function keptStore<Value>(name: StoreName): KeptStore<Value> {
  const memory = memoryStore<Value>()

  async function use<Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Pick<IDBRequest<Result>, 'result'>,
    instead: () => Promise<Result>,
  ): Promise<Result> {
    const database = await open()
    if (!database) return instead()
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode)
      const request = work(transaction.objectStore(name))
      // Kept only when the transaction is through, not when the request is.
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
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
