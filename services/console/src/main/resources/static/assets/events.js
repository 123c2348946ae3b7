/* Resolves events: one in its dialog, or several of one type at once. */
'use strict';

(() => {
  const {$, $$, call, decided, problem, toast, refresh, redraw, openDialog, watchTask, onRefresh, machines} = Companion;
  const DAY = 86400000;
  const untilOf = days => (days ? new Date(Date.now() + days * DAY).toISOString() : null);

  /** Waits for the decision, which mostly comes at once; answers why it was refused, or nothing. */
  async function refusalOf(taskId) {
    for (let tries = 0; tries < 12; tries++) {
      const task = await call('GET', '/api/tasks/' + encodeURIComponent(taskId), undefined, true);
      const refused = task.body?.items?.find(item => item.reason === 'REFUSED');
      if (refused && task.body.total === 1) return refused.message ?? 'The request was refused. Review the event again.';
      if (!task.ok || task.body.state !== 'PENDING') return null;
      await new Promise(resolve => setTimeout(resolve, 250));
    }
    return null;
  }

  /** What a person left out, in words; the rest is checked by the server. */
  function omission(item) {
    const empty = $$('.needs input[required]', item).find(input => !input.value.trim());
    if (empty) return {field: empty, detail: `${empty.labels[0].textContent.trim()}: required.`};
    const counted = $('.machines', item) && machines.omission(item);
    return counted ? {field: $('[data-count]', item), detail: counted} : null;
  }

  async function resolve(id) {
    const dialog = await openDialog('/events/' + encodeURIComponent(id), 'This event no longer exists.');
    if (!dialog) return;
    Companion.times(dialog);
    const address = `/api/events/${encodeURIComponent(id)}/resolution`, said = $('.problem', dialog), reload = $('[data-reload]', dialog);
    const refuse = body => { problem(said, body); reload.hidden = false; reload.focus(); };
    dialog.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target.matches('input, select')) event.preventDefault(); });
    reload.addEventListener('click', () => { dialog.close(); resolve(id); });
    // Who turns to deleting the company is shown how many machines it has.
    dialog.addEventListener('focusin', event => {
      const part = event.target.closest('li')?.querySelector('.machines:not([data-asked])');
      if (part) { part.dataset.asked = 'true'; machines.count(part.parentElement); }
    });
    dialog.addEventListener('click', async event => {
      const button = event.target.closest('[data-resolve], [data-aside]');
      if (!button || button.ariaDisabled === 'true') return;
      const item = button.closest('li'), aside = button.dataset.aside;
      const left = item && omission(item);
      problem(said, left);
      if (left) { left.field.focus(); return; }
      const value = name => (item && $(`[name="${name}"]`, item)?.value.trim()) || null;
      const body = aside ? {action: aside, assignee: button.dataset.assignee || null}
        : {action: button.dataset.resolve, name: value('name'), reason: value('reason'), until: untilOf(value('until')),
          endpoints: item && $('.machines', item) ? machines.shown(item) : null, facts: dialog.dataset.facts ?? null};
      // Not disabled while it works: that would take the focus away from who uses the keyboard.
      button.ariaDisabled = 'true';
      const done = await call('POST', address, body);
      const refusal = done.ok ? await refusalOf(done.body.taskId) : null;
      button.ariaDisabled = 'false';
      if (item && done.body?.machines) machines.show(item, done.body.machines);
      if (!done.ok) { if (done.body.factsChanged) refuse(done.body); else problem(said, done.body); return; }
      if (refusal) { refuse({detail: refusal}); return; }
      dialog.close();
      if (aside) toast(aside === 'RECHECK' ? 'Checking. The event closes automatically if the difference no longer exists.' : body.assignee ? 'Assigned to you.' : 'Unassigned.');
      else watchTask(done.body.taskId, 'Resolving an event');
      redraw();
      refresh(false);
    });
  }
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-event]');
    if (opener) resolve(opener.dataset.event);
  });

  // Several at once. What is selected outlives a refresh; only events of one type go together.
  const bar = $('#selected'), dialog = $('#bulk');
  if (!bar) return;
  let selected = new Map();
  const rowOf = id => $(`tr[data-event-row="${CSS.escape(id)}"]`);

  /** The actions that every selected row offers, in the order of the first. */
  function common() {
    const offers = [...selected.keys()].map(rowOf).map(row => $$('[data-choice]', row).map(each => each.dataset));
    return offers.length ? offers[0].filter(({choice}) => offers.every(offer => offer.some(each => each.choice === choice))) : [];
  }

  function dress() {
    for (const id of [...selected.keys()]) if (!$('[data-select]', rowOf(id) ?? document.createElement('i'))) selected.delete(id);
    const type = selected.values().next().value?.type;
    const boxes = $$('[data-select]');
    for (const box of boxes) {
      const row = box.closest('tr');
      box.checked = selected.has(row.dataset.eventRow);
      box.disabled = !!type && row.dataset.type !== type;
      row.classList.toggle('at', box.checked);
    }
    const all = $('[data-select-all]');
    if (all) { all.checked = boxes.length > 0 && boxes.every(box => box.checked); all.indeterminate = !all.checked && selected.size > 0; }
    bar.hidden = !selected.size;
    if (!selected.size) return;
    $('.staged-text', bar).textContent = `${selected.size} selected`;
    $('.bulk', bar).replaceChildren(...common().map(({choice, label, effect}, at) => {
      const made = Object.assign(document.createElement('button'), {type: 'button', className: at || choice === 'IGNORE' ? 'plain' : 'primary', textContent: choice === 'IGNORE' ? 'Snooze…' : label + '…', title: effect});
      made.dataset.bulk = choice;
      made.dataset.keep = 'bulk-' + choice;
      return made;
    }));
  }
  const select = (row, is) => { if (is) selected.set(row.dataset.eventRow, {type: row.dataset.type, title: row.dataset.title, about: row.dataset.about}); else selected.delete(row.dataset.eventRow); };
  document.addEventListener('change', event => {
    if (event.target.matches('[data-select]')) select(event.target.closest('tr'), event.target.checked);
    else if (event.target.matches('[data-select-all]')) $$('[data-select]').filter(box => !box.disabled).forEach(box => select(box.closest('tr'), event.target.checked));
    else return;
    dress();
  });
  addEventListener('keydown', event => {
    const box = event.key === 'x' && event.target.matches?.('tr[data-event-row]') && $('[data-select]', event.target);
    if (box && !box.disabled) { select(event.target, !box.checked); dress(); }
  });
  $('[data-clear]', bar).addEventListener('click', () => { selected.clear(); dress(); });

  let asked = null;
  bar.addEventListener('click', event => {
    const button = event.target.closest('[data-bulk]');
    if (!button) return;
    const action = button.dataset.bulk, offered = common().find(({choice}) => choice === action);
    asked = action;
    if (!offered) { send(button); return; }
    const names = [...selected.values()].map(({title, about}) => about || title);
    $('h2', dialog).textContent = `${offered.label}: ${selected.size} ${selected.size === 1 ? 'event' : 'events'}?`;
    $('.effect', dialog).textContent = offered.effect;
    $('.names', dialog).replaceChildren(...names.slice(0, 20).map(name => Object.assign(document.createElement('li'), {textContent: name, dir: 'auto'})),
      ...(names.length > 20 ? [Object.assign(document.createElement('li'), {textContent: `and ${names.length - 20} more`, className: 'muted'})] : []));
    $('.snooze', dialog).hidden = action !== 'IGNORE';
    $('[data-confirm]', dialog).textContent = action === 'IGNORE' ? `Snooze ${selected.size}` : `${offered.label} (${selected.size})`;
    problem($('.problem', dialog), null);
    dialog.showModal();
    $('[data-cancel]', dialog).focus();
  });
  dialog.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target.matches('input, select')) event.preventDefault(); });
  $('[data-cancel]', dialog).addEventListener('click', () => dialog.close());
  $('[data-confirm]', dialog).addEventListener('click', event => send(event.target));

  async function send(button) {
    if (button.ariaDisabled === 'true') return;
    const snooze = asked === 'IGNORE', where = $('.problem', dialog);
    if (snooze && !$('#bulk-reason').value.trim()) { problem(where, {detail: 'Reason: required.'}); $('#bulk-reason').focus(); return; }
    const body = {ids: [...selected.keys()], action: asked, reason: snooze ? $('#bulk-reason').value.trim() || null : null,
      until: snooze ? untilOf($('#bulk-until').value) : null, assignee: asked === 'ASSIGN' ? 'me' : null};
    button.ariaDisabled = 'true';
    const done = await call('POST', '/api/events/resolution', body);
    button.ariaDisabled = 'false';
    if (!done.ok) {
      if (!dialog.open) { toast(done.body.detail); return; }
      const about = id => { const event = selected.get(id); return event && (event.about || event.title); };
      problem(where, done.body, (_, id) => about(id));
      if (done.body.refusals?.length < selected.size) {
        where.append(Object.assign(document.createElement('button'), {type: 'button', className: 'plain', textContent: `Leave out ${done.body.refusals.length === 1 ? 'this one' : 'these ' + done.body.refusals.length}`,
          onclick: () => { done.body.refusals.forEach(({id}) => selected.delete(id)); dress(); dialog.close(); $(`[data-bulk="${asked}"]`, bar)?.click(); }}));
      }
      return;
    }
    if (dialog.open) dialog.close();
    const count = selected.size;
    selected.clear();
    dress();
    if (asked === 'ASSIGN' || asked === 'RECHECK') toast((await decided(done.body.taskId)) ?? (asked === 'ASSIGN' ? `${count} assigned to you.` : 'Checking. Events close automatically if the difference no longer exists.'));
    else watchTask(done.body.taskId, snooze ? 'Snoozing events' : 'Resolving events');
    refresh(false);
  }

  onRefresh(dress);
  dress();
})();
