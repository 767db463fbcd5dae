// Toasts: the server's messages and HX-Trigger {"toast": {"text": …, "kind": …}}; good news leaves by itself, errors stay.
import { $, $$, on, words } from './dom.js';

const LIFE = 8000;
const box = $('#toasts');

const live = (toast) => {
  if (toast.matches('.toast-error')) return;
  let left = setTimeout(() => toast.remove(), LIFE);
  ['mouseenter', 'focusin'].forEach((stay) => toast.addEventListener(stay, () => clearTimeout(left)));
  ['mouseleave', 'focusout'].forEach((go) => toast.addEventListener(go, () => { clearTimeout(left); left = setTimeout(() => toast.remove(), LIFE / 2); }));
};

export const say = (text, kind = 'info') => {
  if (!box || !text) return;
  const toast = $('#toast').content.firstElementChild.cloneNode(true);
  toast.classList.add(`toast-${kind}`);
  toast.setAttribute('role', kind === 'error' ? 'alert' : 'status');
  box.append(toast);
  $('p', toast).textContent = text;
  // above an open dialog, which lies in the browser's top layer
  if ($('dialog[open]') && box.showPopover) { box.popover = 'manual'; if (box.matches(':popover-open')) box.hidePopover(); box.showPopover(); }
  live(toast);
};

on('click', '.toast-x button', (e, button) => button.closest('.toast-x').remove());
document.addEventListener('toast', (e) => {
  const { text, value, kind } = e.detail ?? {};
  say(text ?? value, kind);
});

// what a refused htmx request says: the server's own words if it sent any, else by the kind of answer
document.addEventListener('htmx:responseError', (e) => {
  const { xhr } = e.detail, says = words();
  if (xhr.status === 423 || /"toast"/.test(xhr.getResponseHeader('HX-Trigger') ?? '')) return;
  const own = xhr.status === 409 && new DOMParser().parseFromString(xhr.responseText, 'text/html').querySelector('[data-refusal]')?.textContent.trim();
  say(own || { 403: says.renewed, 404: says.gone, 429: says.often }[xhr.status] || says.refused, 'error');
});

if (box) $$('.toast-x', box).forEach(live);
