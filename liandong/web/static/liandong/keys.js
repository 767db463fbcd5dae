// The keyboard: '/' to search, rows of a list by arrows, Enter and space, the bar that counts what is chosen.
import { $, $$, on, typing } from './dom.js';

document.addEventListener('keydown', (e) => {
  if (e.key !== '/' || typing(e) || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  const box = $('#q');
  if (box) { e.preventDefault(); box.focus(); box.select(); }
});

const rows = (row) => $$('tr', row.closest('tbody')).filter((r) => r.querySelector('a.main, td > input'));
const boxes = (list) => $$('tbody td > input[type="checkbox"]', list);

// only one row of a table is in the tab order; arrows move it
const arm = () => $$('.list tbody').forEach((body) => {
  if (body.querySelector('tr[tabindex="0"]')) return;
  $$('tr:has(a.main, td > input)', body).forEach((row, i) => { row.tabIndex = i ? -1 : 0; });
});

const count = (list) => {
  const chosen = boxes(list).filter((b) => b.checked).length, all = $('thead [data-all]', list);
  $$('.bulk b', list).forEach((b) => { b.textContent = chosen; });
  $$('.bulk', list).forEach((bar) => { bar.inert = !chosen; });
  if (all) { all.checked = chosen > 0 && chosen === boxes(list).length; all.indeterminate = chosen > 0 && !all.checked; }
};

on('keydown', '.list tbody tr', (e, row) => {
  if (e.target !== row) return;
  const all = rows(row), at = all.indexOf(row);
  const to = all[{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key]];
  if (to) { e.preventDefault(); row.tabIndex = -1; to.tabIndex = 0; to.focus(); }
  if (e.key === 'Enter') $('a.main', row)?.click();
  if (e.key === ' ') { e.preventDefault(); $('td > input', row)?.click(); }
});
on('change', '.list input[type="checkbox"]', (e, box) => {
  const list = box.closest('.list');
  if ('all' in box.dataset) boxes(list).forEach((b) => { b.checked = box.checked; });
  count(list);
});
on('click', '[data-act="clear"]', (e, button) => {
  const list = button.closest('.list');
  boxes(list).forEach((b) => { b.checked = false; });
  count(list);
});

const start = () => { arm(); $$('.list').forEach(count); };
document.addEventListener('htmx:afterSettle', start);
window.addEventListener('pageshow', start);
start();
