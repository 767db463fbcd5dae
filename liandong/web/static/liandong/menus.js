// Menus and pop-ups (<details class="menu"> or "reveal"): one open at a time; focus goes in, Escape gives it back. Tips hush on Escape.
import { $, $$, on } from './dom.js';

const POPS = 'details.menu, details.reveal';
const inside = (menu) => $$('.pop :is(a[href], button, input, select, textarea)', menu).filter((x) => !x.disabled && x.type !== 'hidden' && x.checkVisibility());

const shut = (menu, back) => {
  menu.open = false;
  if (back) $('summary', menu).focus();
};

document.addEventListener('toggle', (e) => {
  const menu = e.target;
  if (!menu.matches?.(POPS) || !menu.open) return;
  $$(POPS).forEach((other) => { if (other !== menu && !other.contains(menu)) other.open = false; });
  inside(menu)[0]?.focus();
}, true);

on('keydown', POPS, (e, menu) => {
  if (!menu.open) return;
  const all = inside(menu), at = all.indexOf(document.activeElement);
  if (e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); shut(menu, true); }
  if (!menu.matches('.menu') || e.target.matches('input, select, textarea')) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[e.key];
  if (to !== undefined && all.length) { e.preventDefault(); all[(to + all.length) % all.length].focus(); }
});
document.addEventListener('click', (e) => $$(POPS).forEach((menu) => { if (menu.open && !menu.contains(e.target)) shut(menu, false); }));
document.addEventListener('focusout', (e) => {
  const menu = e.target.closest?.(POPS);
  if (menu?.open && e.relatedTarget && !menu.contains(e.relatedTarget)) shut(menu, false);
});
on('click', '.pop [data-close]', (e, button) => shut(button.closest(POPS), true));

document.addEventListener('keydown', (e) => { if (e.key === 'Escape') $$(':is(.ck, .tip-of):is(:hover, :focus)').forEach((t) => t.classList.add('hush')); });
['mouseout', 'focusout'].forEach((gone) => on(gone, '.hush', (e, tip) => { if (!tip.contains(e.relatedTarget)) tip.classList.remove('hush'); }));
on('click', '[data-act="print"]', () => window.print());
