// The network lost and back: a bar says so, nothing that was typed goes away.
import { $, words } from './dom.js';
import { say } from './toasts.js';

const bar = $('#lost');
let was = false;

export const lost = () => { if (bar) bar.hidden = false; was = true; };
export const back = () => {
  if (bar) bar.hidden = true;
  if (was) say(words().back, 'success');
  was = false;
};

window.addEventListener('offline', lost);
window.addEventListener('online', back);
document.addEventListener('htmx:sendError', (e) => {
  lost();
  // a poll that fails is no news; an officer's act that fails is
  if (e.detail.requestConfig?.verb !== 'get') say(words().offline, 'error');
});
document.addEventListener('htmx:afterRequest', (e) => { if (was && e.detail.xhr?.status) back(); });
if (!navigator.onLine) lost();
