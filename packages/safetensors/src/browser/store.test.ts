import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openModelStore } from '../browser.js';
import { rejectionOf } from '../fixtures/build.js';

let factory: IDBFactory;

beforeEach(() => {
  factory = new IDBFactory();
  vi.stubGlobal('indexedDB', factory);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a model store', () => {
  test('gives back what was saved, as bytes or Blob, to another opening of the same name', async () => {
    const store = await openModelStore('models');
    await store.save('bytes', Uint8Array.of(1, 2, 3));
    await store.save('blob', new Blob([Uint8Array.of(4, 5)]));
    store.close();
    const again = await openModelStore('models');
    expect(await again.load('bytes')).toEqual(Uint8Array.of(1, 2, 3));
    expect(await again.load('blob')).toEqual(Uint8Array.of(4, 5));
  });

  test('keeps stores of different names apart', async () => {
    const [one, other] = [await openModelStore('one'), await openModelStore()];
    await one.save('a', Uint8Array.of(1));
    expect((await one.list()).map(({ key }) => key)).toEqual(['a']);
    expect(await other.list()).toEqual([]);
  });

  test('stores the bytes of a view, and not the array behind it', async () => {
    const store = await openModelStore();
    await store.save('view', new Uint8Array(1000).fill(7).subarray(10, 12));
    const loaded = await store.load('view');
    expect([loaded.byteLength, loaded.buffer.byteLength]).toEqual([2, 2]);
  });

  test('lists files by name, with size and time, and replaces and deletes them', async () => {
    const store = await openModelStore();
    const before = Date.now();
    await store.save('b', Uint8Array.of(1));
    await store.save('a', Uint8Array.of(1, 2));
    await store.save('b', Uint8Array.of(1, 2, 3));
    const files = await store.list();
    expect(files.map(({ key, byteLength }) => [key, byteLength])).toEqual([['a', 2], ['b', 3]]);
    expect(files.every(({ savedAt }) => savedAt.getTime() >= before && savedAt.getTime() <= Date.now())).toBe(true);
    await store.delete('a');
    await store.delete('never saved');
    expect((await store.list()).map(({ key }) => key)).toEqual(['b']);
  });

  test('names a file that is not there, and those that are', async () => {
    const store = await openModelStore('models');
    expect(await rejectionOf(store.load('wave'))).toEqual({
      code: 'IoError',
      message:
        'ModelStore.load: no such file: store "models" has no "wave"; expected a name under which something was saved; the store is empty; save it first, from a page of the same origin',
    });
    await store.save('text', Uint8Array.of(1));
    expect((await rejectionOf(store.load('wave'))).message).toBe(
      'ModelStore.load: no such file: store "models" has no "wave"; expected one of "text"; save it first, from a page of the same origin',
    );
  });

  test('changes nothing where the room is used up, and says so', async () => {
    const store = await openModelStore('models');
    await store.save('wave', Uint8Array.of(1));
    // The file itself gets through; the entry after it does not.
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...values) {
      if (this.name === 'files') return this.add(...values);
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    });
    expect(await rejectionOf(store.save('large', Uint8Array.of(2, 2)))).toEqual({
      code: 'IoError',
      message:
        'ModelStore.save: no room left: store "models" gives QuotaExceededError, The quota has been exceeded.; expected enough room for the file; what was there is as it was; delete files, or ask for more with navigator.storage.persist()',
    });
    expect((await rejectionOf(store.load('large'))).message).toMatch(/^ModelStore.load: no such file: .* expected one of "wave";/);
  });

  test('says that it was closed', async () => {
    const store = await openModelStore('models');
    store.close();
    expect(await rejectionOf(store.list())).toMatchObject({
      code: 'IoError',
      message: expect.stringMatching(/^ModelStore\.list: store is closed: store "models" gives InvalidStateError, .*; expected an open store; open it again; /s) as string,
    });
  });

  test('makes way for a page that deletes the store', async () => {
    await openModelStore('models');
    const deleted = new Promise((resolve, reject) => {
      const request = factory.deleteDatabase('models');
      request.onsuccess = () => resolve('deleted');
      request.onblocked = () => reject(new Error('blocked'));
    });
    expect(await deleted).toBe('deleted');
  });

  test('refuses names and files of the wrong type', async () => {
    const store = await openModelStore();
    expect((await rejectionOf(store.save(1 as unknown as string, Uint8Array.of(1)))).message).toBe(
      'ModelStore.save: not a name: the key is of type Number; expected a string; name the file',
    );
    expect((await rejectionOf(store.save('a', 'text' as unknown as Blob))).message).toBe(
      'ModelStore.save: not a file: it is of type String; expected a Uint8Array or a Blob; writeSafetensors makes one of tensors',
    );
  });
});

describe('openModelStore', () => {
  test('says that there is no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await rejectionOf(openModelStore())).toEqual({
      code: 'IoError',
      message: 'openModelStore: no storage: there is no indexedDB here; expected a page or a worker of a browser; in Node use @rekur/safetensors/node',
    });
  });

  test.each(['SecurityError', 'InvalidStateError'])('says that the page may not store: %s', async (name) => {
    vi.spyOn(factory, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', name);
    });
    expect((await rejectionOf(openModelStore())).message).toBe(
      `openModelStore: storage is not allowed: store "rekur" gives ${name}, The operation is insecure.; expected a page whose storage is allowed; allow site data for this page, leave the private window, and serve it over http(s)`,
    );
  });

  test('says that another page holds on to an older version', async () => {
    const open = factory.open.bind(factory);
    vi.spyOn(factory, 'open').mockImplementation((name, version) => {
      const request = open(name, version);
      queueMicrotask(() => void request.onblocked?.(new Event('blocked') as never));
      return request;
    });
    expect((await rejectionOf(openModelStore())).message).toBe(
      'openModelStore: store is in use: store "rekur" is open in another page, which keeps an older version of it; expected no page that holds on to it; close the other tabs of this site',
    );
  });

  test('says that the store was made by a newer version', async () => {
    await new Promise((resolve) => {
      const request = factory.open('rekur', 9);
      request.onsuccess = () => {
        request.result.close();
        resolve(undefined);
      };
    });
    expect((await rejectionOf(openModelStore())).message).toMatch(
      /^openModelStore: store is of a newer version: store "rekur" gives VersionError, .*; expected version 1; update @rekur\/safetensors, or open a store of another name$/s,
    );
  });
});
