// The reader's own: a row that was just added takes the focus, and so opens.
document.addEventListener('htmx:afterSettle', (e) => {
  if (!e.detail.target?.id?.startsWith('rows-')) return;
  const row = e.detail.target.lastElementChild;
  row?.focus();
  row?.querySelector('select, input:not([type="hidden"])')?.focus();
});

// what came back wrong is where the officer goes first
const wrong = document.querySelector('.term-new');
if (wrong) wrong.focus();
