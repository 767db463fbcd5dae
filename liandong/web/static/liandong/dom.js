// Small words that the other modules share: finding, listening, what the page may say.
export const $ = (q, at = document) => at.querySelector(q);
export const $$ = (q, at = document) => [...at.querySelectorAll(q)];
export const words = () => $('#says')?.dataset ?? {};
export const typing = (e) => e.target.closest?.('input, select, textarea, [contenteditable="true"]');
export const cookie = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`; };
export const read = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1];

// one listener for the whole document, for what matches now or later (htmx brings in new parts)
export const on = (event, selector, act, options) => document.addEventListener(event, (e) => {
  const it = e.target.closest?.(selector);
  if (it) act(e, it);
}, options);

// an id for an act, also on addresses where the browser has no randomUUID (plain http on the intranet)
export const fresh = () => {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
  return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + x.toString(16).padStart(2, '0')).join('');
};
