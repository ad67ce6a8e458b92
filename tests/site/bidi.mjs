// As much of WebDriver BiDi as driving a page takes: https://w3c.github.io/webdriver-bidi/.
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';

const keys = { ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Home: '\uE011', End: '\uE010', Enter: '\uE007' };
const COMMAND_TIMEOUT_MS = 60_000;

/** @param {string} address what the browser says that it listens on */
export async function connect(address) {
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map();
  const listeners = new Set();
  let last = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'event') for (const listen of listeners) listen(message);
    const command = waiting.get(message.id);
    if (!command) return;
    waiting.delete(message.id);
    if (message.type === 'error') command.reject(new Error(`${command.method}: ${message.error}: ${message.message}`));
    else command.resolve(message.result);
  });
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(() => reject(new Error(`${method}: no answer in ${COMMAND_TIMEOUT_MS} ms`)), COMMAND_TIMEOUT_MS);
      const settled = (settle) => (value) => {
        clearTimeout(timer);
        settle(value);
      };
      waiting.set(id, { method, resolve: settled(resolve), reject: settled(reject) });
      socket.send(JSON.stringify({ id, method, params }));
    });

  const { capabilities } = await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent', 'network.fetchError', 'network.responseCompleted'] });

  async function newPage() {
    const { context } = await send('browsingContext.create', { type: 'tab' });
    const complaints = [];
    const requested = new Set();
    listeners.add(({ method, params }) => {
      if (method === 'network.beforeRequestSent') requested.add(params.request.request);
      if (method === 'network.fetchError' || method === 'network.responseCompleted') requested.delete(params.request.request);
      if (method === 'log.entryAdded' && ['warn', 'error'].includes(params.level)) complaints.push(params.text);
      if (method === 'network.fetchError') complaints.push(`${params.request.url}: ${params.errorText}`);
      if (method === 'network.responseCompleted' && params.response.status >= 400) complaints.push(`${params.request.url}: ${params.response.status}`);
    });
    /** The value of an expression in the page: a string, a number or a boolean. */
    async function evaluate(expression) {
      const answer = await send('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (answer.type === 'exception') throw new Error(`${expression}: ${answer.exceptionDetails.text}`);
      return answer.result.value;
    }
    return {
      complaints,
      evaluate,
      open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
      async waitFor(expression, timeoutMs = 30_000) {
        for (const endMs = Date.now() + timeoutMs; Date.now() < endMs; await pause(100)) if (await evaluate(`Boolean(${expression})`)) return;
        throw new Error(`waitFor: ${expression} did not come true in ${timeoutMs} ms`);
      },
      /** Waits until nothing more is fetched. */
      async quiet() {
        for (let still = 0; still < 5; still = requested.size === 0 ? still + 1 : 0) await pause(100);
      },
      async press(...names) {
        const actions = names.map((name) => keys[name] ?? name).flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
        await send('input.performActions', { context, actions: [{ type: 'key', id: 'keyboard', actions }] });
      },
    };
  }

  return {
    name: capabilities.browserName,
    version: capabilities.browserVersion,
    newPage,
    close: async () => {
      await send('browser.close', {}).catch(() => undefined);
      socket.close();
    },
  };
}
