// Where tabs scroll, on a phone, the one that is shown is in sight.
import { $$ } from './dom.js';

const show = () => $$('.ld-tabs [aria-current]').forEach((tab) => {
  const bar = tab.closest('.ld-tabs'), end = tab.offsetLeft + tab.offsetWidth - bar.offsetLeft;
  if (end > bar.clientWidth + bar.scrollLeft) bar.scrollLeft = end - bar.clientWidth + 24;
});
show();
document.addEventListener('htmx:afterSettle', show);
