import { kindOf, failure, quote, type SafetensorsError } from '../error.js';

/** What a {@link ModelStore} says of a file without reading it. */
export interface StoredFile {
  readonly key: string;
  readonly byteLength: number;
  /** When it was saved. */
  readonly savedAt: Date;
}

/** In memory of its own: what a Blob takes, too. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Files by name in this browser's IndexedDB: they outlive the page, belong to its origin and never leave the machine. */
export interface ModelStore {
  /** Saves a file under a name, whole or not at all; one that is there is replaced. */
  save(key: string, file: Uint8Array | Blob): Promise<void>;
  /** The bytes that were saved. */
  load(key: string): Promise<Bytes>;
  /** Every file, by name. */
  list(): Promise<StoredFile[]>;
  /** Deletes a file; one that is not there counts as deleted. */
  delete(key: string): Promise<void>;
  /** Gives the database back. Optional: closing the page does so, too. */
  close(): void;
}

// Two stores, so that a list need not read files. Bytes and not Blobs: Safari's private windows store no Blob.
const FILES = 'files';
const ENTRIES = 'entries';
const VERSION = 1;

/**
 * Opens the store of that name, making it if it is not there. `indexedDB` of the page or worker is used.
 * @throws SafetensorsError `IoError` where the browser offers no storage (some private windows, cookies blocked) or refuses to
 * open it. Methods throw it, too: `save` where the room is used up, `load` for a name that is not there.
 */
export async function openModelStore(name = 'rekur'): Promise<ModelStore> {
  const database = await openDatabase(name);
  const shown = `store ${quote(name)}`;

  /** Runs `work` in one transaction, and waits until it is on the disk. */
  async function transact<Result>(
    operation: string,
    mode: IDBTransactionMode,
    work: (files: IDBObjectStore, entries: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    try {
      const transaction = database.transaction([FILES, ENTRIES], mode, { durability: 'strict' });
      const request = startWork(transaction, () => work(transaction.objectStore(FILES), transaction.objectStore(ENTRIES)));
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(asError(transaction.error ?? request.error));
      });
      return request.result;
    } catch (cause) {
      throw refused(operation, shown, cause);
    }
  }

  const list = (): Promise<StoredFile[]> =>
    transact('ModelStore.list', 'readonly', (_files, entries) => entries.getAll() as IDBRequest<StoredFile[]>);

  return {
    async save(key, file) {
      requireKey('ModelStore.save', key);
      const bytes = await bytesOf(file);
      const entry: StoredFile = { key, byteLength: bytes.byteLength, savedAt: new Date() };
      await transact('ModelStore.save', 'readwrite', (files, entries) => {
        files.put(bytes, key);
        return entries.put(entry, key);
      });
    },
    async load(key) {
      requireKey('ModelStore.load', key);
      const bytes = await transact('ModelStore.load', 'readonly', (files) => files.get(key) as IDBRequest<Bytes | undefined>);
      if (bytes) return bytes;
      const names = (await list()).map((entry) => quote(entry.key)).join(', ');
      throw failure('IoError', {
        operation: 'ModelStore.load',
        wrong: 'no such file',
        given: `${shown} has no ${quote(key)}`,
        expected: names ? `expected one of ${names}` : 'expected a name under which something was saved; the store is empty',
        mend: 'save it first, from a page of the same origin',
      });
    },
    list,
    async delete(key) {
      requireKey('ModelStore.delete', key);
      await transact('ModelStore.delete', 'readwrite', (files, entries) => {
        files.delete(key);
        return entries.delete(key);
      });
    },
    close: () => database.close(),
  };
}

/** Without the abort, what was asked for before `work` threw would be committed. */
function startWork<Result>(transaction: IDBTransaction, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    transaction.abort();
    throw cause;
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const operation = 'openModelStore';
  const shown = `store ${quote(name)}`;
  return new Promise<IDBDatabase>((resolve, reject) => {
    // Also asked of `globalThis`: a worker or Node without IndexedDB has no such name.
    const factory = (globalThis as { indexedDB?: IDBFactory }).indexedDB;
    if (!factory) {
      throw failure('IoError', {
        operation,
        wrong: 'no storage',
        given: 'there is no indexedDB here',
        expected: 'expected a page or a worker of a browser',
        mend: 'in Node use @rekur/safetensors/node',
      });
    }
    const request = factory.open(name, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(FILES);
      request.result.createObjectStore(ENTRIES);
    };
    let blocked = false;
    request.onsuccess = () => {
      const database = request.result;
      if (blocked) database.close();
      // Another page wants to upgrade or delete the store: do not stand in its way.
      database.onversionchange = () => database.close();
      resolve(database);
    };
    request.onerror = () => reject(asError(request.error));
    request.onblocked = () => {
      blocked = true;
      reject(
        failure('IoError', {
          operation,
          wrong: 'store is in use',
          given: `${shown} is open in another page, which keeps an older version of it`,
          expected: 'expected no page that holds on to it',
          mend: 'close the other tabs of this site',
        }),
      );
    };
  }).catch((cause: unknown) => {
    throw refused(operation, shown, cause);
  });
}

/** What browsers say, by the name of their DOMException, and what helps. */
const reasons: Readonly<Record<string, { readonly wrong: string; readonly expected: string; readonly mend: string }>> = {
  QuotaExceededError: {
    wrong: 'no room left',
    expected: 'expected enough room for the file; what was there is as it was',
    mend: 'delete files, or ask for more with navigator.storage.persist()',
  },
  InvalidStateError: {
    wrong: 'store is closed',
    expected: 'expected an open store',
    mend: 'open it again; another page may have upgraded or deleted it',
  },
  SecurityError: {
    wrong: 'storage is not allowed',
    expected: 'expected a page whose storage is allowed',
    mend: 'allow site data for this page, leave the private window, and serve it over http(s)',
  },
  VersionError: {
    wrong: 'store is of a newer version',
    expected: `expected version ${VERSION}`,
    mend: 'update @rekur/safetensors, or open a store of another name',
  },
};

const otherReason = { wrong: 'the browser refuses', expected: 'expected a store that can be read and written', mend: 'see the cause' };

/** The browser's refusal in this package's form; its own errors pass as they are. */
function refused(operation: string, shown: string, cause: unknown): unknown {
  if ((cause as Partial<SafetensorsError> | null)?.name === 'SafetensorsError') return cause;
  const { name, message } = asError(cause);
  // Firefox's word, at opening, for a private window that stores nothing.
  const known = operation === 'openModelStore' && name === 'InvalidStateError' ? 'SecurityError' : name;
  const reason = Object.hasOwn(reasons, known) ? reasons[known] : otherReason;
  return failure('IoError', { operation, ...reason, given: `${shown} gives ${[name, message].filter(Boolean).join(', ')}`, cause });
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}

function requireKey(operation: string, key: unknown): void {
  if (typeof key === 'string') return;
  throw failure('InvalidArgument', {
    operation,
    wrong: 'not a name',
    given: `the key is of type ${kindOf(key)}`,
    expected: 'expected a string',
    mend: 'name the file',
  });
}

/** The file's own bytes: a view of a large array would be stored with all that the array holds. */
async function bytesOf(file: Uint8Array | Blob): Promise<Bytes> {
  const kind = kindOf(file);
  if (kind === 'Blob' || kind === 'File') return new Uint8Array(await (file as Blob).arrayBuffer());
  if (kind === 'Uint8Array') return new Uint8Array(file as Uint8Array);
  throw failure('InvalidArgument', {
    operation: 'ModelStore.save',
    wrong: 'not a file',
    given: `it is of type ${kind}`,
    expected: 'expected a Uint8Array or a Blob',
    mend: 'writeSafetensors makes one of tensors',
  });
}
