// The idle lock: a dialog over the page after so many minutes without an act of a person, or when the server answers 423.
// What was refused with 423 is repeated after unlocking, the same request with the same key; the page stays as it was.
import { $, $$, fresh, on, read } from './dom.js';

const { body } = document;
const LIMIT = Number(body.dataset.idleMinutes || 0) * 60000;
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('liandong') : null;
const plain = window.fetch.bind(window);
let last = Date.now(), told = 0, heard = Date.now(), pending = null, open = null;

export const token = () => $('[name="csrfmiddlewaretoken"]')?.value ?? JSON.parse(body.getAttribute('hx-headers') ?? '{}')['X-CSRFToken'] ?? '';
const renew = (value) => {
  if (!value) return;
  $$('[name="csrfmiddlewaretoken"]').forEach((i) => { i.value = value; });
  if (body.hasAttribute('hx-headers')) body.setAttribute('hx-headers', JSON.stringify({ 'X-CSRFToken': value }));
};

// the server saw an act of ours; near the limit a plain form asks first whether it is still open
export const contact = () => { heard = Date.now(); };
export const mayBeLocked = () => LIMIT > 0 && Date.now() - heard > Math.max(LIMIT - 120000, LIMIT / 2);
export const ready = async () => {
  try {
    const answer = await plain(location.href, { method: 'HEAD', redirect: 'manual' });
    if (answer.status === 423) await lock(); else contact();
    return true;
  } catch { return false; }
};

// ---- the dialog
const unlock = async (form) => {
  const says = $('[role="alert"]', form), field = $('[name="password"]', form), button = $('[type="submit"].btn-primary', form);
  button.setAttribute('aria-busy', 'true');
  try {
    const answer = await plain(body.dataset.unlock || form.action, { method: 'POST', redirect: 'manual', body: new URLSearchParams(new FormData(form)), headers: { 'X-CSRFToken': token(), Accept: 'application/json' } });
    if (answer.status === 204) { renew(answer.headers.get('X-CSRFToken') ?? read('csrftoken')); return true; }
    const key = $('[data-unlock-key]', form);
    if (answer.headers.get('X-Liandong-Passkey') && key) { // the password holds; this account is opened with its passkey
      key.hidden = false;
      key.focus();
      says.textContent = says.dataset.passkey;
      return false;
    }
    const code = $('[data-code]', form);
    if (answer.headers.get('X-Liandong-Code') && code?.hidden) { // the password holds; this account has a code as well
      code.hidden = false;
      $('input', code).required = true;
      $('input', code).focus();
      says.textContent = says.dataset.code;
      return false;
    }
    if (answer.headers.get('X-Liandong-Code') && code) {
      says.textContent = says.dataset.wrongCode;
      $('input', code).value = '';
      $('input', code).focus();
      return false;
    }
    says.textContent = { 403: says.dataset.wrong, 429: says.dataset.often }[answer.status] ?? says.dataset.out;
  } catch { says.textContent = says.dataset.lost; }
  finally { button.removeAttribute('aria-busy'); }
  $$('input:not([type="hidden"]), input[name="credential"]', form).forEach((i) => { i.value = ''; });
  field.focus();
  return false;
};

export const lock = () => pending ??= new Promise((done) => {
  const was = document.activeElement, dialog = $('#idle-lock')?.content.firstElementChild.cloneNode(true);
  if (!dialog) { pending = null; location.reload(); return; }
  body.append(dialog);
  open = () => { pending = open = null; last = heard = Date.now(); dialog.remove(); was?.focus?.(); done(); };
  dialog.addEventListener('cancel', (e) => e.preventDefault());
  dialog.addEventListener('close', () => { if (pending && dialog.isConnected) dialog.showModal(); });
  dialog.showModal();
  $('input[type="password"]', dialog).focus();
});

on('click', '[data-unlock-key]', async (e, button) => {
  const { form } = button, says = $('[role="alert"]', form);
  button.setAttribute('aria-busy', 'true');
  try {
    const asked = await plain(`${body.dataset.unlock || form.action}?passkey=1`, { headers: { Accept: 'application/json' } });
    const { proof } = await import('./passkey.js');
    form.elements.credential.value = await proof((await asked.json()).request_options);
    form.noValidate = true;
    form.requestSubmit();
  } catch { says.textContent = says.dataset.noPasskey; }
  finally { button.removeAttribute('aria-busy'); }
});

on('submit', 'form[data-lock]', async (e, form) => {
  e.preventDefault();
  if (!await unlock(form)) return;
  if (open) { channel?.postMessage('open'); open(); return; }
  // the page that says "locked" by itself: send again what it holds, or load what was asked for
  const repeat = $('#repeat');
  if (repeat) repeat.requestSubmit(); else location.replace(form.dataset.next || location.href);
});

// ---- acts of a person, here or in another window of the same officer
const act = (e) => {
  if (!e.isTrusted || pending) return;
  const now = Date.now();
  if (LIMIT && now - last > LIMIT) { lock(); return; } // the computer slept: this act does not wake the page
  last = now;
  if (now - told > 10000) { told = now; channel?.postMessage('act'); }
};
const look = () => { if (LIMIT && $('#idle-lock') && Date.now() - last > LIMIT) lock(); };

if ($('#idle-lock')) {
  ['keydown', 'pointerdown', 'pointermove', 'touchstart', 'wheel'].forEach((kind) => document.addEventListener(kind, act, { capture: true, passive: true }));
  channel?.addEventListener('message', ({ data }) => { if (data === 'act') last = Date.now(); if (data === 'open') open?.(); });
  setInterval(look, Math.min(5000, LIMIT / 4 || 5000));
  document.addEventListener('visibilitychange', look);
}

// ---- 423 anywhere: fetch and htmx
window.fetch = async (input, init) => {
  const request = new Request(input, init), again = request.clone();
  const passive = request.headers.has('X-Liandong-Passive');
  const answer = await plain(request);
  if (answer.status !== 423 || new URL(request.url).origin !== location.origin) { if (!passive) contact(); return answer; }
  await lock();
  if (again.headers.has('X-CSRFToken')) again.headers.set('X-CSRFToken', token());
  return window.fetch(again);
};

document.addEventListener('htmx:configRequest', (e) => {
  const { headers, parameters, verb, triggeringEvent } = e.detail;
  if (!triggeringEvent?.isTrusted) headers['X-Liandong-Passive'] = '1';
  else if (verb !== 'get' && !parameters.idempotency_key) headers['Idempotency-Key'] ??= fresh(); // a button without a form
});
document.addEventListener('htmx:afterRequest', (e) => { if (!e.detail.requestConfig?.headers['X-Liandong-Passive'] && e.detail.xhr?.status !== 423) contact(); });
document.addEventListener('htmx:responseError', async (e) => {
  const { xhr, requestConfig: asked, target } = e.detail;
  if (xhr.status !== 423) return;
  await lock();
  const values = asked.formData;
  if (values?.has?.('csrfmiddlewaretoken')) values.set('csrfmiddlewaretoken', token());
  const key = asked.headers['Idempotency-Key'], headers = { 'X-CSRFToken': token(), ...key && { 'Idempotency-Key': key } };
  if (asked.elt.isConnected) window.htmx.ajax(asked.verb.toUpperCase(), asked.path, { source: asked.elt, event: asked.triggeringEvent, target, values, headers });
});
