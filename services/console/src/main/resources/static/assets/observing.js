/* Reading and resting: sweep now, find earlier links, pause and resume, decisions on held deletions. On every page. */
'use strict';

(() => {
  const {$, $$, call, toast, problem, refresh, decided, onRefresh} = Companion;

  // Not disabled while it works: that would take the focus away from who uses the keyboard.
  const busy = (button, is) => button.setAttribute('aria-disabled', String(is));

  document.addEventListener('click', async event => {
    if (event.target.closest('[aria-disabled="true"]')) return;
    const sweep = event.target.closest('[data-sweep]');
    const find = event.target.closest('[data-find-links]');
    const pause = event.target.closest('[data-pause]');
    const hold = event.target.closest('[data-hold]');
    if (sweep) {
      busy(sweep, true);
      const done = await call('POST', '/api/sweeps');
      const refusal = done.ok ? await decided(done.body.taskId) : done.body.detail;
      toast(refusal ?? 'Checking. Both vendors are read as soon as their limits allow.');
      busy(sweep, false);
      refresh(false);
    }
    if (find) {
      busy(find, true);
      const done = await call('POST', '/api/link-searches');
      const refusal = done.ok ? await decided(done.body.taskId) : done.body.detail;
      toast(refusal ?? 'Searching. What is found is shown as suggestions, and nothing is linked before you accept it.');
      busy(find, false);
      refresh(false);
    }
    if (pause) {
      busy(pause, true);
      const done = await call('PUT', '/api/settings/pause', {paused: pause.dataset.pause === 'true'});
      const refusal = !done.ok ? done.body.detail : done.status === 202 ? await decided(done.body.taskId) : null;
      if (refusal) { toast(refusal); busy(pause, false); }
      else if ($('[data-page="settings"]')) location.reload();
      else refresh(false);
    }
    if (hold?.dataset.hold === 'keep') decide(hold.dataset, false, hold, $('.problem', hold.closest('.hold')));
    if (hold?.dataset.hold === 'approve') ask(hold.dataset);
  });

  /** The number is shown once more before anything is approved. The safe way out has the focus. */
  const dialog = $('#hold-confirm');
  let asked = null;
  function ask(hold) {
    asked = {...hold};
    $('h2', dialog).textContent = `Approve ${hold.number}?`;
    $('.what-is-missing', dialog).textContent = hold.title + '.';
    $('.effect', dialog).textContent = hold.effect;
    $('[data-approve]', dialog).textContent = `Approve ${hold.number}`;
    problem($('.problem', dialog), null);
    dialog.showModal();
    $('[data-cancel]', dialog).focus();
  }
  $('[data-cancel]', dialog).addEventListener('click', () => dialog.close());
  $('[data-approve]', dialog).addEventListener('click', async event => {
    if (event.target.ariaDisabled === 'true') return;
    if (await decide(asked, true, event.target, $('.problem', dialog))) dialog.close();
  });

  async function decide({kind, set}, approved, button, where) {
    busy(button, true);
    const done = await call('POST', `/api/deletion-holds/${kind}/decision`, {setId: set, approved});
    const refusal = done.ok ? await decided(done.body.taskId) : done.body.detail;
    busy(button, false);
    if (refusal) { problem(where, {detail: refusal}); return false; }
    toast(approved ? 'Approved. Applied with the next check.' : 'Kept.');
    refresh(false);
    return true;
  }

  // Progress is told to screen readers too, but not with every page of rows.
  const progress = () => $$('[data-progress]').map(element => element.dataset.progress).join(' ');
  let told = progress(), next = 0;
  onRefresh(() => {
    const now = progress();
    if (now === told || (now && Date.now() < next)) return;
    $('#announce').textContent = now || 'The first check is done.';
    told = now;
    next = Date.now() + 10000;
  });
})();
