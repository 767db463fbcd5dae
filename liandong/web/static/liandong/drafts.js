// Drafts: a form marked data-draft="place" is kept on the server a few seconds after typing; this is no act that holds off the lock.
import { $, words } from './dom.js';
import { token } from './idle.js';

const PAUSE = 2500, LONGEST = 10000;
const LEFT_OUT = /^(csrfmiddlewaretoken|idempotency_key|version)$|password/;
const waiting = new Map();

const said = (form, text) => { const place = $('.kept', form); if (place) place.textContent = text; };

const content = (form) => {
  const all = {};
  for (const [name, value] of new FormData(form)) {
    if (LEFT_OUT.test(name) || typeof value !== 'string') continue;
    all[name] = name in all ? [].concat(all[name], value) : value;
  }
  return all;
};

const keep = async (form) => {
  clearTimeout(waiting.get(form)?.timer);
  waiting.delete(form);
  if (!form.isConnected || form.dataset.sent) return;
  const body = JSON.stringify(content(form));
  try {
    const answer = await fetch(document.body.dataset.drafts, {
      method: 'POST', body: new URLSearchParams({ place: form.dataset.draft, body }),
      headers: { 'X-Liandong-Passive': '1', 'X-CSRFToken': token() }, keepalive: body.length < 60000,
    });
    if (!answer.ok) throw new Error(answer.status);
    if (JSON.stringify(content(form)) === body) delete form.dataset.dirty;
    said(form, words().saved);
  } catch {
    said(form, words().unkept);
    plan(form, LONGEST);
  }
};

const plan = (form, pause) => {
  const before = waiting.get(form), since = before?.since ?? Date.now();
  clearTimeout(before?.timer);
  const wait = Math.max(0, Math.min(pause, since + LONGEST - Date.now()));
  waiting.set(form, { since, timer: setTimeout(keep, wait, form) });
};

document.addEventListener('input', (e) => {
  const form = e.target.form;
  if (form?.dataset.draft && document.body.dataset.drafts && !LEFT_OUT.test(e.target.name)) { said(form, ''); plan(form, PAUSE); }
});
document.addEventListener('visibilitychange', () => { if (document.hidden) [...waiting.keys()].forEach(keep); });
window.addEventListener('online', () => [...waiting.keys()].forEach(keep));
