/** After the first page stands, so that it has the network to itself. The worker then keeps the whole site for offline reading. */
export function registerServiceWorker(base: string): void {
  if (!('serviceWorker' in navigator)) return;
  // A reader who saves data does not ask for pages that are not read.
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  // A site without it works as well, only not offline: plain http, private windows.
  const register = () => void navigator.serviceWorker.register(`${base}sw.js`).catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
