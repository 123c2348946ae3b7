/* Saving settings: each card by itself, with the reason beside it where it was refused. */
'use strict';

(() => {
  const {$, $$, call, decided, problem} = Companion;

  function bodyOf(form) {
    if (form.dataset.shape === 'observation') {
      return {userEmails: form.userEmails.checked, guardFloor: form.guardFloor.valueAsNumber, guardPercent: form.guardPercent.valueAsNumber};
    }
    if (form.dataset.shape !== 'package') return Object.fromEntries(new FormData(form));
    const body = {modules: {}, addOns: {}, language: form.language.value};
    for (const box of $$('input[type="checkbox"]', form)) {
      const [group, name] = box.name.split('.');
      if (name) body[group][name] = box.checked; else body[group] = box.checked;
    }
    return body;
  }

  function permissions(form, missing) {
    for (const row of $$('[data-permission]', form)) {
      const lacks = missing?.includes(row.dataset.permission);
      row.classList.toggle('missing', !!lacks);
      $('.found', row).textContent = missing ? (lacks ? 'missing' : 'found') : '';
    }
    if (missing) $('details', form).open = true;
  }

  for (const form of $$('form[data-save]')) {
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const button = $('button[type="submit"]', form), said = button.textContent;
      problem($('.problem', form), null);
      $('.saved', form).textContent = '';
      button.disabled = true;
      button.textContent = 'Checking…';
      const done = await call('PUT', form.dataset.save, bodyOf(form));
      button.disabled = false;
      button.textContent = said;
      permissions(form, done.body?.missingPermissions);
      if (!done.ok) { problem($('.problem', form), done.body); return; }
      if (done.status === 202) {
        $('.saved', form).textContent = 'Taken over; waiting for it to take effect…';
        const refusal = await decided(done.body.taskId);
        $('.saved', form).textContent = '';
        if (refusal) { problem($('.problem', form), {detail: refusal}); return; }
      }
      if (form.dataset.said) { $('.saved', form).textContent = form.dataset.said; return; }
      const now = await call('GET', '/api/settings');
      if ($('.welcome') && now.body?.integrationConfigured) location.assign('/sites'); else location.reload();
    });
  }
})();
