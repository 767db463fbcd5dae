// The reader: a term lights its evidence in the text and the other way round; J and K walk through what needs the officer.
import { $, $$, on, typing } from './dom.js';

const terms = () => $$('.term[data-key]');
const queue = () => terms().filter((t) => 'todo' in t.dataset);

// only the pane scrolls, and only when what is meant is not already in view
const centre = (it) => {
  const pane = it.closest('.panes > section');
  if (!pane) return;
  const box = pane.getBoundingClientRect(), at = it.getBoundingClientRect();
  if (at.top < box.top + 40 || at.bottom > box.bottom - 16) pane.scrollTop += at.top - box.top - Math.max(40, (box.height - at.height) / 2); // below the heading that sticks
};

const go = (term) => {
  if (!term) return;
  $$('.term.now').forEach((t) => t.classList.remove('now'));
  $$('.ev[aria-current]').forEach((m) => m.removeAttribute('aria-current'));
  term.classList.add('now');
  centre(term);
  $$('.ev').filter((m) => m.dataset.key === term.dataset.key).forEach((m, i) => { m.setAttribute('aria-current', 'true'); if (!i) centre(m); });
  const at = queue().indexOf(term), number = $('#at');
  if (number && at >= 0) number.textContent = at + 1;
};
const step = (by) => {
  const all = queue(), at = all.findIndex((t) => t.classList.contains('now'));
  if (all.length) go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
};

document.addEventListener('keydown', (e) => {
  if (!terms().length || typing(e) || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  if (e.key === 'j' || e.key === 'J') step(1);
  if (e.key === 'k' || e.key === 'K') step(-1);
});
on('click', '[data-act="next"]', () => step(1));
on('click', '[data-act="prev"]', () => step(-1));
on('click', '.term[data-key]', (e, term) => { if (!e.target.closest('.ask')) go(term); });
on('focusin', '.term[data-key]', (e, term) => { if (!term.classList.contains('now')) go(term); });
on('click', '.ev', (e, mark) => go(terms().find((t) => t.dataset.key === mark.dataset.key)));

const start = () => { if (terms().length && !$('.term.now')) go(queue()[0]); else if ($('.term.now')) go($('.term.now')); };
document.addEventListener('htmx:afterSettle', start);
start();
