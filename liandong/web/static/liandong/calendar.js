// The calendar by keys: arrows among the days, PageUp and PageDown to its neighbours, T today, M W L its views.
import { $, $$, on, typing } from './dom.js';

const days = () => $$('.cal-d');
const arm = () => {
  const all = days(), here = all.find((day) => day.getAttribute('aria-current')) ?? all[0];
  all.forEach((day) => { day.tabIndex = day === here ? 0 : -1; });
};
const go = (place) => $(`[data-cal="${place}"]`)?.click();

on('keydown', '.cal-d', (e, day) => {
  const all = days(), at = all.indexOf(day);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - 7, ArrowDown: at + 7, Home: at - at % 7, End: at - at % 7 + 6 }[e.key];
  if (to === undefined) return;
  e.preventDefault();
  if (!all[to]) { go(to < 0 ? 'before' : 'after'); return; }
  day.tabIndex = -1; all[to].tabIndex = 0; all[to].focus();
});
document.addEventListener('keydown', (e) => {
  if (typing(e) || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  const place = { PageUp: 'before', PageDown: 'after', t: 'today', T: 'today' }[e.key];
  if (place) { e.preventDefault(); go(place); }
  const view = 'mwl'.indexOf(e.key.toLowerCase());
  if (e.key.length === 1 && view >= 0) $$('.ld-tabs a')[view]?.click();
});
document.addEventListener('live:put', arm);
arm();
