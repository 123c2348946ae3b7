/* Signing in: the form goes to the API as JSON, so that no part of it appears in an address or a history. */
'use strict';

document.querySelector('#signin').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target, problem = document.querySelector('#problem'), button = form.querySelector('button');
  problem.hidden = true;
  button.disabled = true;
  button.textContent = 'Checking with Datto RMM…';
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Accept: 'application/json'},
      body: JSON.stringify({apiUrl: form.apiUrl.value, apiKey: form.apiKey.value, apiSecretKey: form.apiSecretKey.value}),
    });
    if (answer.ok) { location.assign(form.dataset.next || '/'); return; }
    const body = await answer.json().catch(() => null);
    problem.textContent = body?.detail ?? 'Sign-in failed. Try again in a moment.';
  } catch (failure) {
    problem.textContent = 'The console does not respond. Try again in a moment.';
  }
  problem.hidden = false;
  button.disabled = false;
  button.textContent = 'Sign in';
});
