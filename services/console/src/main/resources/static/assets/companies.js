/* Deciding about the company of a linked site: each decision in a dialog that says what follows from it. */
'use strict';

(() => {
  const {$, call, problem, refresh, openDialog, redraw, watchTask, machines} = Companion;
  const PATHS = {SUSPEND: 'suspension', ACTIVATE: 'activation', MOVE: 'move', DELETE: 'deletion'};
  const TITLES = {SUSPEND: 'Suspending a company', ACTIVATE: 'Activating a company', MOVE: 'Moving a company', DELETE: 'Deleting a company'};

  function bodyOf(dialog, action) {
    if (action === 'MOVE') {
      const place = $('#decide-place', dialog).value;
      return {parentId: place === 'other' ? $('#decide-parent', dialog).value.trim() : place};
    }
    if (action !== 'DELETE') return undefined;
    return {name: $('#decide-name', dialog).value, endpoints: machines.shown(dialog)};
  }

  /** What a person left out, in words; the rest is checked by the server. */
  function omission(dialog, action, body) {
    if (action === 'MOVE' && !body.parentId) return 'Choose where to move the company.';
    if (action === 'MOVE' && /[^A-Za-z0-9._:-]/.test(body.parentId)) return 'This is not an id. GravityZone shows it in the address of the company, as 24 letters and digits.';
    if (action === 'DELETE' && !body.name) return 'Type the company name.';
    return action === 'DELETE' ? machines.omission(dialog) : null;
  }

  document.addEventListener('click', async event => {
    const opener = event.target.closest('[data-decide]');
    if (!opener) return;
    const {decide: action, companyId} = opener.dataset;
    const dialog = await openDialog(`/companies/${encodeURIComponent(companyId)}/${action.toLowerCase()}`, 'This company no longer exists.');
    if (!dialog) return;
    Companion.times(dialog);
    machines.count(dialog);
    const place = $('#decide-place', dialog), confirm = $('[data-decided]', dialog), said = $('.said', dialog);
    place?.addEventListener('change', () => {
      $('.other', dialog).hidden = place.value !== 'other';
      if (place.value === 'other') $('#decide-parent', dialog).focus();
    });
    // Enter in a field never decides: that takes the button.
    dialog.addEventListener('keydown', key => { if (key.key === 'Enter' && key.target.matches('input, select')) key.preventDefault(); });
    confirm.addEventListener('click', async () => {
      const body = bodyOf(dialog, action), left = omission(dialog, action, body ?? {});
      problem(said, left ? {detail: left} : null);
      // Not disabled while it works: that would take the focus away from who uses the keyboard.
      if (left || confirm.ariaDisabled === 'true') return;
      confirm.ariaDisabled = 'true';
      const done = await call('POST', `/api/companies/${encodeURIComponent(companyId)}/${PATHS[action]}`, body);
      confirm.ariaDisabled = 'false';
      if (done.body?.machines) machines.show(dialog, done.body.machines);
      if (!done.ok) { problem(said, done.body); return; }
      dialog.close();
      watchTask(done.body.taskId, TITLES[action]);
      redraw();
      refresh(false);
    });
  });
})();
