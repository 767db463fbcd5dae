// The reader: a term lights its words in the text and the other way round; J and K lead through what is to be looked at.
import { $, $$, on, typing } from '../liandong/dom.js';

const terms = () => $$('.term[data-key]');
const place = (term) => Number(term.dataset.at);
const keyed = (key) => document.getElementById(`t-${key}`);
const marks = (key) => $$('mark.ev').filter((m) => m.dataset.keys.split(' ').includes(key));
const queue = () => terms().filter((t) => 'todo' in t.dataset).sort((a, b) => place(a) - place(b)); // in the order of the text
const field = (term) => $$('.ask :is(input:not([type="hidden"]), select, textarea)', term).find((f) => f.checkVisibility());
const isPhone = () => matchMedia('(max-width: 700px)').matches;

// ---- where one is
const centre = (it) => { // only the pane scrolls, and only when what is meant is not already in view
  const pane = it.closest('.panes > section');
  if (!pane || !it.checkVisibility()) return;
  const box = pane.getBoundingClientRect(), at = it.getBoundingClientRect();
  if (isPhone()) { if (at.top < 120 || at.bottom > innerHeight - 120) it.scrollIntoView({ block: 'center' }); return; }
  if (at.top < box.top + 40 || at.bottom > box.bottom - 16) pane.scrollTop += at.top - box.top - Math.max(44, (box.height - at.height) / 2); // below the heading that sticks
};
const show = (which) => {
  const panes = $('.panes');
  if (!panes) return;
  panes.dataset.shown = which;
  $$('.pane-tabs [data-show]').forEach((b) => b.setAttribute('aria-pressed', b.dataset.show === which));
};
const light = (term) => {
  $$('.term.now').forEach((t) => t !== term && t.classList.remove('now', 'open'));
  $$('mark.ev[aria-current]').forEach((m) => m.removeAttribute('aria-current'));
  term.classList.add('now');
  const lit = marks(term.dataset.key);
  lit.forEach((m) => m.setAttribute('aria-current', 'true'));
  if (lit.length) { arm(lit[0]); if (!lit.includes(document.activeElement)) centre(lit[0]); }
  const at = queue().indexOf(term), number = $('#at');
  if (number) number.textContent = at < 0 ? '–' : at + 1;
};
// the fields of a row come when it is opened for the first time
const ready = async (term) => {
  const part = $(':scope > .ask > [data-load], :scope > div > [data-load]', term), ask = part?.parentElement;
  if (!part || !window.htmx) return;
  const { load } = part.dataset;
  delete part.dataset.load;
  await window.htmx.ajax('GET', load, { source: document.body, target: ask, swap: 'innerHTML' });
};
const go = (term, { open = true, focus = true } = {}) => {
  if (!term) return;
  light(term);
  if (open) { term.classList.add('open'); ready(term); }
  if (isPhone() && focus) show('terms');
  if (focus) term.focus({ preventScroll: true });
  centre(term);
};

// ---- the walk
const tell = (term) => {
  const said = $('#said'), all = queue(), at = all.indexOf(term);
  if (!said || at < 0) return;
  const place = said.dataset.stop.replace('{at}', at + 1).replace('{all}', all.length);
  said.textContent = [place, $(':scope > :first-child', term).innerText, $('.val', term).innerText, ...$$('.ask > p:not(.said)', term).map((p) => p.textContent)].join(' ');
};
const visit = (term) => { if (term) { go(term); tell(term); } };
const step = (by) => {
  const all = queue(), now = $('.term.now'), at = all.indexOf(now);
  if (!all.length) return;
  if (at >= 0) { visit(all[(at + by + all.length) % all.length]); return; }
  const here = now ? place(now) : -1;
  visit(by > 0 ? all.find((t) => place(t) > here) ?? all[0] : all.findLast((t) => place(t) < here) ?? all.at(-1));
};
const finish = () => {
  const said = $('#said'), send = $('.ld-acts .btn-primary');
  if (said) said.textContent = `${said.dataset.done} ${send?.innerText ?? ''}`;
  $$('.term.now').forEach((t) => t.classList.remove('now', 'open'));
  $$('mark.ev[aria-current]').forEach((m) => m.removeAttribute('aria-current'));
  if (!send?.disabled) send?.focus();
};

// ---- what was settled is saved at once; then comes the next place
let left = null; // the key and the place of the row that is being saved
const remember = (term) => { left = { key: term.dataset.key, at: 'todo' in term.dataset ? place(term) : -1 }; };
const go_on = () => {
  if (!left) return;
  const { key, at } = left, same = keyed(key), all = queue();
  left = null;
  if (same && 'todo' in same.dataset) { go(same); field(same)?.focus({ preventScroll: true }); tell(same); return; }
  if (at < 0) { if (same) go(same, { open: false }); return; }
  if (all.length) visit(all.find((t) => place(t) >= at) ?? all[0]); else finish();
};
const look = (button, event) => {
  const term = button.closest('.term'), key = term.dataset.key;
  remember(term);
  if (button.formAction.includes('undo')) left.at = -1;
  window.htmx.ajax('POST', button.formAction, { source: document.body, event, target: term, swap: 'outerHTML', values: { path: key, version: $('#version').value } })
    .then(() => {
      if (!keyed(key)?.matches('[data-todo]')) marks(key).forEach((m) => m.classList.remove('ev-low', 'ev-blank', 'ev-bad'));
      if (key === 'kind') $('#plan-x')?.remove();
      go_on();
    });
};
const take = (term) => { remember(term); $('#reader').requestSubmit(); };

on('click', '[data-act="look"]', (e, button) => { if (window.htmx) { e.preventDefault(); look(button, e); } });
on('click', '[data-act="take"]', (e, button) => remember(button.closest('.term')));
on('click', '[data-act="next"]', () => step(1));
on('click', '[data-act="prev"]', () => step(-1));

let at = [0, 0];
const panes = () => $$('.panes > section');
document.addEventListener('htmx:beforeSwap', (e) => { if (e.detail.target.id === 'desk') { at = panes().map((p) => p.scrollTop); at.shown = $('.panes').dataset.shown; } });
document.addEventListener('htmx:afterSettle', (e) => {
  if (e.target.id === 'desk') {
    panes().forEach((p, i) => { p.scrollTop = at[i]; });
    if (at.shown && !$('#text')) show(at.shown);
    start();
    const wrong = $('.term-new');
    if (wrong) { go(wrong); $('[aria-invalid="true"]', wrong)?.focus(); left = null; } else if ($('#text')) { show('text'); $('#text').focus(); } else go_on();
  }
  if (e.detail.target?.id?.startsWith('rows-')) { const row = e.detail.target.lastElementChild; go(row); field(row)?.focus(); } // a row that was just added
});

// ---- the keyboard
const follow = (e, term) => {
  const button = $('[data-act="look"]', term);
  if (e.key === 'Enter') {
    e.preventDefault();
    if (button && 'todo' in term.dataset) look(button, e); else { go(term, { open: false }); term.classList.add('open'); ready(term).then(() => { centre(term); field(term)?.focus(); }); }
  } else if (e.key === 't' || e.key === 'T') { marks(term.dataset.key)[0]?.focus(); if (isPhone()) show('text'); }
  else if (term.matches('.open') && e.key !== ' ' && (e.key.length === 1 || e.key === 'Process')) field(term)?.focus(); // what is typed goes into its field
};
document.addEventListener('keydown', (e) => {
  if (!terms().length || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  const term = e.target.closest?.('.term[data-key]');
  if (term && e.target !== term && e.key === 'Escape') { e.preventDefault(); term.focus(); return; }
  if (term && e.key === 'Enter' && !e.isComposing && e.target.matches('.ask :is(input, select)')) { e.preventDefault(); take(term); return; }
  if (typing(e)) return;
  const by = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1 }[e.key], mark = e.target.closest?.('mark.ev');
  if (by && !(e.key.startsWith('Arrow') && e.target.closest?.('.pane-text, summary'))) { e.preventDefault(); step(by); }
  else if (term && e.target === term) follow(e, term);
  else if (mark && (e.key === 'Enter' || e.key === ' ')) { e.preventDefault(); pick(mark); }
  else if (mark && (e.key === 'ArrowRight' || e.key === 'ArrowLeft')) { e.preventDefault(); near(mark, e.key === 'ArrowRight' ? 1 : -1); }
});

// ---- the text
const arm = (mark) => { $$('mark.ev[tabindex="0"]').forEach((m) => { m.tabIndex = -1; }); mark.tabIndex = 0; }; // one mark is in the tab order
const near = (mark, by) => { const all = $$('mark.ev'), to = all[all.indexOf(mark) + by]; if (to) { arm(to); to.focus(); } };
const pick = (mark) => { // of several terms on the same words the closest; once more, the next
  const keys = mark.dataset.keys.split(' ').filter(keyed), now = keys.indexOf($('.term.now')?.dataset.key);
  go(keyed(keys[(now + 1) % keys.length] ?? ''));
};
on('click', 'mark.ev', (e, mark) => pick(mark));
on('click', '.term[data-key]', (e, term) => { if (!e.target.closest('.ask')) go(term, { focus: !e.target.closest('button, a') }); });
let pressed = false; // while the button is down nothing may move, or the click is lost
['pointerdown', 'pointerup', 'pointercancel'].forEach((kind) => document.addEventListener(kind, () => { pressed = kind === 'pointerdown'; }, true));
on('focusin', '.term[data-key]', (e, term) => { if (!pressed && !term.classList.contains('now')) go(term, { open: e.target !== term, focus: false }); });
on('click', '[data-to]', (e, link) => { e.preventDefault(); visit(keyed(link.dataset.to)); });
on('click', '[data-act="to-text"]', (e, button) => { show('text'); const [first] = marks(button.closest('.term').dataset.key); first?.scrollIntoView({ block: 'center' }); first?.focus({ preventScroll: true }); });
document.addEventListener('toggle', (e) => { if (e.target.matches('details.more[open]')) ready(e.target); }, true);
on('click', '[data-show]', (e, button) => show(button.dataset.show));

const start = () => {
  const first = $('mark.ev');
  if (first) arm(first);
};
start();
const wrong = $('.term-new'), early = document.activeElement?.closest('.term[data-key]'); // clicked before this script had come
if (early) go(early, { focus: false });
else if (wrong) { go(wrong); $('[aria-invalid="true"]', wrong)?.focus(); } // what came back wrong is where the officer goes first
else if (location.hash.startsWith('#t-')) visit(document.getElementById(decodeURIComponent(location.hash.slice(1))));
else if (!$('#text') && !$('[data-focus]')) visit(queue()[0]);
