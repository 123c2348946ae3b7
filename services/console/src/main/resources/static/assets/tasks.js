/* The tasks under way, with each of their sites, how long they may take, and the way to stop what has not begun. */
'use strict';

Object.assign(Companion, (() => {
  const {$, call, decided, toast, onTasks} = Companion;
  const SHOWN_MAX = 100;
  const OVER = ['SUCCEEDED', 'FAILED', 'PARTLY', 'CANCELLED'];
  const KIND = {SUCCEEDED: 'done', SUPERSEDED: 'gone', CANCELLED: 'gone', FAILED: 'failed', RUNNING: 'running', PENDING: 'pending'};
  const ORDER = {FAILED: 0, RUNNING: 1, PENDING: 2, SUCCEEDED: 3, SUPERSEDED: 3, CANCELLED: 3};
  const SAYS = {SUCCEEDED: 'Done and verified.', SUPERSEDED: 'Replaced by a later change.', CANCELLED: 'Cancelled before it started.', PENDING: 'Waiting.', RUNNING: 'In progress.', FAILED: 'Not done.'};

  // They outlive the page and a reload.
  let tasks = JSON.parse(sessionStorage.getItem('tasks') || '[]');
  const keep = () => sessionStorage.setItem('tasks', JSON.stringify(tasks));
  let showing = false, folded = true, cancelling = false;

  function watchTask(id, title) {
    tasks = [...tasks.filter(task => !task.over), {id, title}];
    folded = false;
    keep();
    show();
  }

  const element = (tag, className, text) => Object.assign(document.createElement(tag), {className: className ?? '', textContent: text ?? ''});

  /** Seconds in words; an estimate is never told more exactly than it is. */
  function about(seconds) {
    if (seconds <= 10) return 'a few seconds';
    if (seconds < 60) return `about ${Math.ceil(seconds / 10) * 10} seconds`;
    const minutes = Math.ceil(seconds / 60);
    if (minutes < 90) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
    return `about ${Math.round(minutes / 30) / 2} hours`;
  }

  /** How it goes, in words: done, not done, cancelled, left, and how long. */
  function progressText(known) {
    const sum = field => known.reduce((total, task) => total + (task[field] ?? 0), 0);
    const left = sum('total') - sum('done') - sum('failed') - sum('cancelled');
    const parts = [`${sum('done')} done`, sum('failed') && `${sum('failed')} failed`, sum('cancelled') && `${sum('cancelled')} cancelled`, left && `${left} left`].filter(Boolean);
    const estimates = known.filter(task => !OVER.includes(task.state)).map(task => task.estimatedSecondsLeft);
    if (left && estimates.length && estimates.every(each => each !== null)) parts.push(`${about(Math.max(...estimates))} more`);
    return parts.join(' · ');
  }

  async function show() {
    const panel = $('#task');
    if (!panel || showing) return;
    if (!tasks.length) { panel.hidden = true; return; }
    showing = true;
    const asked = tasks;
    const states = await Promise.all(asked.map(task => call('GET', '/api/tasks/' + encodeURIComponent(task.id), undefined, true)));
    showing = false;
    const forgotten = new Set(asked.filter((task, at) => states[at].status === 404).map(task => task.id));
    tasks = tasks.filter(task => !forgotten.has(task.id));
    const known = states.filter(state => state.ok).map(state => state.body);
    known.forEach(state => { const task = tasks.find(each => each.id === state.id); if (task) task.over = OVER.includes(state.state); });
    keep();
    const unknown = known.length + forgotten.size < states.length;
    // What could not be asked is asked again; until then the panel shows what it showed before, and says so.
    if (unknown) setTimeout(show, 5000);
    if (unknown && !panel.hidden) { (($('.figures', panel)) ?? panel.appendChild(element('p', 'figures'))).textContent = 'The console does not respond. Trying again…'; return; }
    if (!known.length) { panel.hidden = true; return; }
    draw(panel, known);
    if (!unknown && !known.every(task => OVER.includes(task.state))) setTimeout(show, 2000);
  }

  function draw(panel, known) {
    const total = known.reduce((sum, task) => sum + task.total, 0), settled = known.reduce((sum, task) => sum + task.done + task.failed + task.cancelled, 0);
    const over = known.every(task => OVER.includes(task.state));
    const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.part : null;
    const top = $('ul', panel)?.scrollTop ?? 0;
    const list = items(known);
    const parts = [head(panel, known, total, over), Object.assign(element('progress'), {max: total, value: settled, ariaLabel: 'Progress'})];
    if (total > 1) parts.push(element('p', 'figures', progressText(known)));
    const cancellable = known.filter(task => task.cancellable > 0);
    if (cancellable.length) parts.push(canceller(cancellable));
    panel.replaceChildren(...parts, list);
    panel.hidden = false;
    panel.classList.toggle('folded', folded);
    list.scrollTop = top;
    if (focused) ($(`[data-part="${focused}"]`, panel) ?? $('[data-part="fold"]', panel)).focus({preventScroll: true});
    announce(over ? progressText(known) : null);
  }

  function head(panel, known, total, over) {
    const made = element('header');
    const title = Object.assign(element('button', 'fold'), {type: 'button'});
    title.dataset.part = 'fold';
    title.setAttribute('aria-expanded', String(!folded));
    title.addEventListener('click', () => { folded = !folded; panel.classList.toggle('folded', folded); title.setAttribute('aria-expanded', String(!folded)); });
    const name = tasks[0]?.title ?? 'Task';
    const failed = known.some(task => task.failed > 0);
    const done = known.reduce((sum, task) => sum + task.done, 0);
    title.textContent = total > 1 ? `${name}: ${done} of ${total} done` : name + (!over ? '…' : failed ? ': not done' : ': done');
    const close = Object.assign(element('button', 'close', '×'), {type: 'button'});
    close.dataset.part = 'close';
    close.setAttribute('aria-label', over ? 'Close' : 'Hide; the work continues');
    close.addEventListener('click', () => { tasks = []; keep(); panel.hidden = true; });
    made.append(title, close);
    return made;
  }

  function items(known) {
    const list = element('ul');
    const line = (className, name, text) => {
      const made = element('li', className), mark = element('i', 'mark'), body = element('div');
      mark.setAttribute('aria-hidden', 'true');
      if (name) body.append(Object.assign(element('span', 'name', name), {dir: 'auto'}));
      body.append(element('div', 'muted', text));
      made.append(mark, body);
      list.append(made);
    };
    for (const task of known) if (task.message) line(task.state === 'FAILED' ? 'failed' : 'done', null, task.message);
    const sorted = known.flatMap(task => task.items).sort((a, b) => ORDER[a.state] - ORDER[b.state]);
    for (const item of sorted.slice(0, SHOWN_MAX)) line(KIND[item.state], item.siteName, item.message ?? (item.eventId && item.state === 'SUCCEEDED' ? 'Done.' : SAYS[item.state]));
    if (sorted.length > SHOWN_MAX) list.append(element('li', 'muted', `and ${sorted.length - SHOWN_MAX} more`));
    return list;
  }

  function canceller(cancellable) {
    const count = cancellable.reduce((sum, task) => sum + task.cancellable, 0);
    const made = Object.assign(element('button', 'plain cancel', `Cancel what has not started (${count})`), {type: 'button'});
    made.dataset.part = 'cancel';
    made.setAttribute('aria-disabled', String(cancelling));
    made.addEventListener('click', async () => {
      if (cancelling) return;
      cancelling = true;
      made.setAttribute('aria-disabled', 'true');
      for (const task of cancellable) {
        const done = await call('DELETE', '/api/tasks/' + encodeURIComponent(task.id));
        const refusal = done.ok ? await decided(done.body.taskId) : done.body.detail;
        const told = refusal ?? (await call('GET', '/api/tasks/' + encodeURIComponent(done.body.taskId), undefined, true)).body?.message;
        toast(told ?? 'Cancelled.');
      }
      cancelling = false;
      show();
    });
    return made;
  }

  let told = null;
  function announce(text) {
    if (text && text !== told) $('#announce').textContent = text;
    told = text;
  }

  onTasks(show);
  show();

  return {watchTask, about};
})());
