// Forms: sent once for a double click, restored when one comes back; a warning before what was typed is left behind.
import { $, $$, fresh, on, words } from './dom.js';
import { contact, mayBeLocked, ready } from './idle.js';
import { say } from './toasts.js';

const isPost = (form) => form.method === 'post' && !form.hasAttribute('data-lock');
const isHtmx = (form) => form.closest('[hx-boost="true"]') || ['hx-post', 'hx-put', 'hx-patch', 'hx-delete'].some((a) => form.hasAttribute(a));

const asked = new WeakSet();

const rest = (form) => {
  delete form.dataset.sent;
  $$('[aria-busy="true"]', form).forEach((b) => { b.removeAttribute('aria-busy'); b.disabled = false; });
};

document.addEventListener('submit', async (e) => {
  const form = e.target, button = e.submitter;
  if (!isPost(form) || e.defaultPrevented) return;
  const stop = () => { e.preventDefault(); e.stopImmediatePropagation(); };
  if (form.dataset.sent) { stop(); return; }
  if (!navigator.onLine) { stop(); say(words().offline, 'error'); return; }
  if (!isHtmx(form) && mayBeLocked() && !asked.has(form)) { // ask first: a page that leaves cannot repeat what was refused
    stop();
    if (!await ready()) { say(words().offline, 'error'); return; }
    asked.add(form);
    form.requestSubmit(button);
    asked.delete(form);
    return;
  }
  form.dataset.sent = '1';
  delete form.dataset.dirty;
  if (button) { button.setAttribute('aria-busy', 'true'); setTimeout(() => { button.disabled = true; }); } // its value must still be sent
}, true);

document.addEventListener('htmx:afterRequest', (e) => {
  if (e.detail.xhr?.status !== 423) $$('form[data-sent]').filter((f) => f === e.detail.elt || f.contains(e.detail.elt)).forEach(rest);
});
window.addEventListener('pageshow', (e) => { if (e.persisted) { contact(); $$('form[data-sent]').forEach((f) => { rest(f); f.dataset.again = '1'; }); } });

// what is changed after it was sent is a new act, and needs a key of its own
document.addEventListener('input', (e) => {
  const form = e.target.form;
  if (!form) return;
  if (form.dataset.again) {
    delete form.dataset.again;
    $$('[name="idempotency_key"]', form).forEach((k) => { k.value = fresh(); });
  }
  if (form.matches('[data-draft], [data-guard]')) form.dataset.dirty = '1';
});
window.addEventListener('beforeunload', (e) => { if ($('form[data-dirty]')) e.preventDefault(); });

// the summary of errors and the tick boxes of a group: a link puts the cursor into its field
on('click', '.errs a[href^="#"]', (e, link) => {
  const at = document.getElementById(link.hash.slice(1)), field = at?.matches('input, select, textarea') ? at : $('input, select, textarea', at?.closest('.fd') ?? document);
  if (field) { e.preventDefault(); field.focus(); field.scrollIntoView({ block: 'center' }); }
});

// two people edited: take theirs into the form, or go back to mine
on('click', '[data-take]', (e, button) => {
  const field = button.closest('form')?.elements[button.dataset.take];
  if (!field) return;
  field.value = button.dataset.value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const row = button.closest('tr');
  $$('[data-take]', row).forEach((b) => { b.hidden = b === button; });
  $$('.txt', row).forEach((t) => t.classList.toggle('taken', t.nextElementSibling === button));
  $('[data-take]:not([hidden])', row)?.focus();
});

// a file dropped on its field; its name is said
on('change', '.file-x input[type="file"]', (e, input) => { const name = $('[data-name]', input.closest('.file-x')); if (name) name.textContent = [...input.files].map((f) => f.name).join('、'); });
['dragenter', 'dragover', 'dragleave', 'drop'].forEach((kind) => on(kind, '.file-x', (e, box) => {
  e.preventDefault();
  box.classList.toggle('over', kind === 'dragenter' || kind === 'dragover');
  const input = $('input[type="file"]', box);
  if (kind === 'drop' && input && e.dataTransfer.files.length) { input.files = e.dataTransfer.files; input.dispatchEvent(new Event('change', { bubbles: true })); }
}));
