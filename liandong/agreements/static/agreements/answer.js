// The answer to changes: all at once, how many are left, and what the answer comes to on the button.
const form = document.querySelector('.answers'), button = form.querySelector('[data-agree]'), left = form.querySelector('[data-left]');
const groups = () => [...form.querySelectorAll('.change-x')].map((g) => g.querySelector('input:checked')?.value);

const say = () => {
  const chosen = groups(), open = chosen.filter((one) => !one).length;
  left.textContent = open ? `${chosen.length - open}/${chosen.length}` : '';
  if (open) return;
  const taken = chosen.filter((one) => one === 'take').length;
  const kind = taken === chosen.length ? 'agree' : taken ? 'counter' : 'reject';
  button.textContent = button.dataset[kind];
  form.querySelector('#why').required = kind !== 'agree';
};

form.addEventListener('click', (e) => {
  const all = e.target.closest('[data-all]')?.dataset.all;
  if (!all) return;
  form.querySelectorAll(`.change-x input[value="${all}"]`).forEach((one) => { one.checked = true; });
  say();
});
form.addEventListener('change', say);
say();
