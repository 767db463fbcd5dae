// Dialogs: data-dialog="#id" opens one, data-close shuts it; the browser keeps the focus inside, we give it back.
import { $, on } from './dom.js';

on('click', '[data-dialog]', (e, opener) => {
  const dialog = $(opener.dataset.dialog);
  if (!dialog || opener.getAttribute('aria-disabled') === 'true') return;
  e.preventDefault();
  // a menu closes as its item opens the dialog: the focus goes back to the menu's own button
  const menu = opener.closest('details'), back = menu ? $('summary', menu) : opener;
  if (menu) menu.open = false;
  dialog.addEventListener('close', () => back.focus(), { once: true });
  dialog.showModal();
});
on('click', 'dialog [data-close]', (e, button) => button.closest('dialog').close());
on('click', 'dialog:not(.dl-lock)', (e, dialog) => {
  const box = dialog.getBoundingClientRect(), out = e.clientX < box.left || e.clientX > box.right || e.clientY < box.top || e.clientY > box.bottom;
  if (e.target === dialog && out) dialog.close();
});

// back to the page before, where what was typed still stands
on('click', '[data-act="back"]', (e) => {
  if (history.length > 1) { e.preventDefault(); history.back(); }
});

// a refused form or a conflict takes the focus when the page opens
const speak = () => $('[data-focus]')?.focus();
document.addEventListener('htmx:afterSettle', speak);
speak();
