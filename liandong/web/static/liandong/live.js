// Live pages: a stream names what changed; the page is asked for again, and the parts that show it are put in its place.
import { $, $$ } from './dom.js';
import { lost, back } from './network.js';

const QUIET = 80; // ms: what changes together is asked for together
const HIDDEN = 20000; // ms: a window nobody looks at gives its stream back; browsers allow few
const AGAIN = 5000;
let source = null, followed = '', broken = false, stale = new Set(), leaving = 0, retry = 0;
const asked = new Map();

const parts = () => $$('[data-live]');
const topicsOf = (part) => part.dataset.live.split(' ').filter(Boolean);
const topics = () => [...new Set(parts().flatMap(topicsOf))].sort();

// what the officer is writing in, or has opened over the page, is not taken from under their hands
const busy = (part) => $('dialog[open], [data-dirty]', part) || (part.contains(document.activeElement) && document.activeElement.matches('input, textarea, select'))
  || $$('textarea, input:not([type="hidden"])', part).some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked)
  || $$('option', part).some((option) => option.selected !== option.defaultSelected && option.closest('select').value !== (option.closest('select').querySelector('[selected]') ?? option.closest('select').options[0])?.value);

const offer = (part) => {
  if ($(':scope > .live-offer', part)) return;
  const button = $('#live-offer').content.firstElementChild.cloneNode(true);
  button.addEventListener('click', () => { button.remove(); show([part.id], true); });
  part.prepend(button);
};

// the row one reads stays where it is, though rows came in above it
const anchor = () => {
  const row = $$('[data-key], .ld-table tr[id], .li[id]').find((it) => it.getBoundingClientRect().bottom > 60);
  return row && { key: row.dataset.key, id: row.id, top: row.getBoundingClientRect().top };
};
const hold = (at) => {
  if (!at || window.scrollY === 0) return;
  const row = at.key ? $(`[data-key="${CSS.escape(at.key)}"]`) : document.getElementById(at.id);
  if (row) window.scrollBy(0, row.getBoundingClientRect().top - at.top);
};

const put = (old, fresh) => {
  if (old.isEqualNode(fresh)) return;
  const focus = old.contains(document.activeElement) && (document.activeElement.id || document.activeElement.getAttribute('href'));
  const known = new Set($$('[data-key]', old).map((it) => it.dataset.key));
  // what htmx loads into the part stays until its newer text is there
  $$('[hx-trigger~="load"]', fresh).forEach((to) => {
    const from = $(`[hx-get="${CSS.escape(to.getAttribute('hx-get'))}"]`, old);
    if (from) to.replaceChildren(...from.childNodes);
  });
  $$('details[open][id]', old).forEach((it) => { const same = fresh.querySelector(`#${CSS.escape(it.id)}`); if (same) same.open = true; });
  if (known.size) $$('[data-key]', fresh).forEach((it) => { if (!known.has(it.dataset.key)) it.classList.add('is-new'); });
  old.replaceWith(fresh);
  window.htmx?.process(fresh);
  fresh.dispatchEvent(new CustomEvent('live:put', { bubbles: true }));
  if (focus) (document.getElementById(focus) ?? $(`[href="${CSS.escape(focus)}"]`, fresh))?.focus({ preventScroll: true });
};

const gone = () => {
  const main = $('#main'), says = $('#live-gone');
  if (main && says) main.replaceChildren(says.content.cloneNode(true));
};

const source_of = (id) => document.getElementById(id)?.dataset.liveSrc || location.href;
const show = (ids, forced = false) => [...new Set(ids.map(source_of))].forEach((url) => ask(url, ids.filter((id) => source_of(id) === url), forced));

const ask = async (url, ids, forced) => {
  const number = (asked.get(url) ?? 0) + 1;
  asked.set(url, number);
  const answer = await fetch(url, { headers: { 'X-Liandong-Passive': '1' }, cache: 'no-store' }).catch(() => null);
  if (!answer || answer.status === 429 || answer.status >= 500) { // asked for again, once the server has found its breath
    if (source) setTimeout(() => { ids.forEach((id) => stale.add(id)); later(); }, AGAIN * (0.2 + Math.random()));
    return;
  }
  if (answer.status === 404 && url === location.href) { gone(); return; }
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (number < asked.get(url) && !forced) { ids.forEach((id) => stale.add(id)); later(); return; } // a newer answer is on its way
  const at = anchor();
  ids.forEach((id) => {
    const old = document.getElementById(id), fresh = page.getElementById(id);
    if (!old || !fresh) return;
    if (busy(old) && !forced) { if (!old.isEqualNode(fresh)) offer(old); return; }
    put(old, document.importNode(fresh, true));
  });
  hold(at);
};

let timer = 0;
const later = () => { clearTimeout(timer); timer = setTimeout(() => { const ids = [...stale]; stale = new Set(); if (ids.length) show(ids); }, QUIET); };
const changed = (topic) => {
  parts().filter((part) => part.id && topicsOf(part).includes(topic)).forEach((part) => stale.add(part.id));
  document.dispatchEvent(new CustomEvent('live:changed', { detail: topic }));
  later();
};
const everything = () => { parts().forEach((part) => part.id && stale.add(part.id)); later(); };

const close = () => { source?.close(); source = null; followed = ''; };
const open = () => {
  const wanted = topics();
  if (!wanted.length || document.hidden) return;
  if (source && followed === wanted.join()) return;
  const again = broken || source !== null;
  const since = $('#main')?.dataset.drawn ?? ''; // what changed between the drawing of the page and its stream is told at once
  close();
  followed = wanted.join();
  source = new EventSource(`/live/?${wanted.map((topic) => `t=${encodeURIComponent(topic)}`).join('&')}&since=${since}`);
  source.addEventListener('open', () => { if (broken) { broken = false; back(); everything(); } else if (again) everything(); });
  source.addEventListener('changed', (e) => changed(e.data.split(' ')[0]));
  source.addEventListener('out', () => { close(); location.reload(); });
  source.addEventListener('error', () => {
    broken = true;
    setTimeout(() => { if (broken && !document.hidden) lost(); }, 1500);
    if (source?.readyState === EventSource.CLOSED) { close(); clearTimeout(retry); retry = setTimeout(open, AGAIN); }
  });
};

if (window.EventSource) {
  document.addEventListener('visibilitychange', () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(() => { close(); broken = true; }, HIDDEN); else { open(); }
  });
  document.addEventListener('htmx:afterSettle', open);
  window.addEventListener('online', () => { close(); open(); });
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', (e) => { if (e.persisted) { broken = true; open(); } });
  open();
}
