/* Saves settings: each card separately, with the reason beside it if it was refused. */
'use strict';

(() => {
  const {$, $$, call, decided, problem, toast, watchTask, about} = Companion;

  function bodyOf(form) {
    if (form.dataset.shape === 'observation') {
      return {userEmails: form.userEmails.checked, guardFloor: form.guardFloor.valueAsNumber, guardPercent: form.guardPercent.valueAsNumber};
    }
    if (form.dataset.shape === 'policies') return policiesOf(form);
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
      const body = bodyOf(form);
      if (form.dataset.shape === 'policies' && !body.suggestions && !Object.keys(body.policies).length) { $('.saved', form).textContent = 'Nothing was changed.'; return; }
      button.disabled = true;
      button.textContent = 'Checking…';
      const done = await call('PUT', form.dataset.save, body);
      button.disabled = false;
      button.textContent = said;
      permissions(form, done.body?.missingPermissions);
      if (!done.ok) { problem($('.problem', form), done.body); return; }
      if (done.status === 202) {
        $('.saved', form).textContent = 'Saved. Connecting…';
        const refusal = await decided(done.body.taskId);
        $('.saved', form).textContent = '';
        if (refusal) { problem($('.problem', form), {detail: refusal}); return; }
      }
      $$('select', form).forEach(select => { if (select.dataset.saved) select.dataset.saved = select.value; });
      if (form.dataset.said) { $('.saved', form).textContent = form.dataset.said; return; }
      const now = await call('GET', '/api/settings');
      if ($('.welcome') && now.body?.integrationConfigured) location.assign('/sites'); else location.reload();
    });
  }

  // Erasing everything takes a while; the page shows how far it is, and then the state of a new account.
  $('form[data-reset]')?.addEventListener('submit', async event => {
    event.preventDefault();
    const form = event.currentTarget, button = $('button[type="submit"]', form);
    problem($('.problem', form), null);
    button.disabled = true;
    const done = await call('POST', '/api/tenant/reset', {confirm: form.confirm.value});
    if (!done.ok) { button.disabled = false; problem($('.problem', form), done.body); return; }
    button.textContent = 'Stopping work…';
    for (;;) {
      const task = await call('GET', '/api/tasks/' + encodeURIComponent(done.body.taskId), undefined, true);
      if (task.body?.state === 'FAILED') { problem($('.problem', form), {detail: task.body.message}); button.textContent = 'Erase everything'; break; }
      if (['RUNNING', 'SUCCEEDED'].includes(task.body?.state)) { location.reload(); break; }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    button.disabled = false;
  });
  const erasing = $('[data-erasing]');
  if (erasing) {
    const look = async () => {
      const now = await call('GET', '/api/tenant/reset');
      if (now.ok && !now.body.underWay) location.reload(); else setTimeout(look, 2000);
    };
    setTimeout(look, 2000);
  }

  // What follows from a level is said as soon as it is chosen; only what was chosen is saved.
  const levels = $$('form[data-shape="policies"] select');
  for (const select of levels) {
    select.dataset.saved = select.value;
    select.addEventListener('change', () => { document.getElementById(select.getAttribute('aria-describedby')).textContent = select.selectedOptions[0].dataset.effect; });
  }
  function policiesOf(form) {
    const body = {policies: {}};
    for (const select of levels.filter(each => form.contains(each) && each.value !== each.dataset.saved)) {
      if (select.name === 'suggestions') body.suggestions = select.value;
      else select.name.split(' ').forEach(type => { body.policies[type] = select.value; });
    }
    return body;
  }

  // The default package for packages that exist: how much work that is comes before the question.
  const dialog = $('#apply'), apply = $('[data-confirm]', dialog), takes = $('.takes', dialog);
  const plural = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  let body = {};
  $('[data-apply]')?.addEventListener('click', async () => {
    problem($('.problem', dialog), null);
    apply.hidden = true;
    takes.textContent = 'Comparing packages…';
    dialog.showModal();
    $('[data-cancel]', dialog).focus();
    const preview = await call('GET', '/api/settings/default-package/application');
    if (!preview.ok) { takes.textContent = ''; problem($('.problem', dialog), preview.body); return; }
    offer(preview.body, 2000);
  });
  function offer({links, calls, seconds}, max) {
    body = links > max ? {first: max} : {};
    takes.textContent = !links ? 'The package of every linked site already has exactly this content. No action is needed.'
      : `${plural(links, 'package differs', 'packages differ')} from the default package. Changing ${links === 1 ? 'it' : 'them'} takes about ${plural(calls, 'call', 'calls')} to the vendors and ${about(seconds)}.`
        + (links > max ? ` At most ${max.toLocaleString('en')} can be changed at once: start with the first by name, and continue when they are done.` : '');
    $('.how', dialog).hidden = !links;
    apply.hidden = !links;
    $('[data-cancel]', dialog).textContent = links ? 'Cancel' : 'Close';
    apply.textContent = links > max ? `Apply to the first ${max.toLocaleString('en')}` : `Apply to ${plural(links, 'package', 'packages')}`;
  }
  $('[data-cancel]', dialog).addEventListener('click', () => dialog.close());
  apply.addEventListener('click', async () => {
    if (apply.ariaDisabled === 'true') return;
    apply.ariaDisabled = 'true';
    const done = await call('POST', '/api/settings/default-package/application', body);
    apply.ariaDisabled = 'false';
    if (!done.ok) { problem($('.problem', dialog), done.body); return; }
    dialog.close();
    watchTask(done.body.taskId, 'Applying the default package');
  });
})();
