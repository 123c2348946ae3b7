/* Sets the theme before the first paint, so that a dark page never starts white. A file, because the policy allows no inline script. */
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('companion.theme');
  } catch {
    // Storage is blocked: the system's theme it is.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
