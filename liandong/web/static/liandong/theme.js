// Light or dark, and the folded side: kept in cookies, so that the server draws the next page right from the first byte.
import { cookie, on } from './dom.js';

const root = document.documentElement;

on('click', '[data-act="theme"]', () => {
  const theme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
  root.dataset.bsTheme = theme;
  cookie('ld_theme', theme);
  document.querySelectorAll('[data-act="theme"] .ti').forEach((i) => { i.className = `ti ti-${theme === 'dark' ? 'sun' : 'moon'}`; });
});

on('click', '[data-act="side"]', () => {
  cookie('ld_side', root.classList.toggle('side-narrow') ? 'narrow' : 'wide');
});
