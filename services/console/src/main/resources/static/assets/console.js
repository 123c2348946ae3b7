/* What every page does: calls, messages, times, the stream of changes, and refreshing the part that changed. */
'use strict';

const Companion = (() => {
  const csrf = document.querySelector('meta[name="csrf"]')?.content;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** Calls the API. Answers {ok, status, body}; never throws. */
  async function call(method, path, body, unattended) {
    const headers = {Accept: 'application/json'};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET') headers['X-CSRF-TOKEN'] = csrf;
    if (unattended) headers['X-Companion-Unattended'] = 'true';
    try {
      const answer = await fetch(path, {method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
      if (answer.status === 401) location.assign('/signin');
      const text = await answer.text();
      return {ok: answer.ok, status: answer.status, body: text ? JSON.parse(text) : null};
    } catch (failure) {
      return {ok: false, status: 0, body: {title: 'No answer', detail: 'The console does not answer. Try again in a moment.'}};
    }
  }

  /** Waits up to a minute until a request is decided; answers why it was refused, or nothing. */
  async function decided(taskId) {
    for (let tries = 0; tries < 120; tries++) {
      const task = await call('GET', '/api/tasks/' + encodeURIComponent(taskId), undefined, true);
      if (task.body?.state === 'SUCCEEDED') return null;
      if (task.body?.state === 'FAILED') return task.body.message ?? 'Nothing was changed. Try again.';
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    return 'This takes longer than usual. It is not lost: this page shows when it is done.';
  }

  function toast(text) {
    const note = document.createElement('div');
    note.className = 'toast';
    note.textContent = text;
    $('#toasts').append(note);
    setTimeout(() => note.remove(), 6000);
  }

  /** Shows a problem of the API in a paragraph: its detail, and each refusal by the site's name. */
  function problem(where, body, nameOf) {
    where.hidden = !body;
    if (!body) return;
    where.textContent = body.detail || body.title || 'This did not work.';
    if (body.refusals) {
      const list = document.createElement('ul');
      for (const refusal of body.refusals) {
        const line = document.createElement('li');
        line.textContent = (nameOf?.(refusal.siteUid) ?? refusal.siteUid) + ': ' + refusal.reason;
        list.append(line);
      }
      where.append(list);
    }
    where.scrollIntoView?.({block: 'nearest'});
  }

  const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto', style: 'short'});
  const exact = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'long'});

  /** Times as how long ago, with the exact moment on hover. */
  function times(within = document) {
    for (const element of $$('time[datetime]', within)) {
      const at = new Date(element.dateTime);
      const seconds = Math.round((at - Date.now()) / 1000);
      const size = Math.abs(seconds);
      const [unit, length] = size < 60 ? ['second', 1] : size < 3600 ? ['minute', 60] : size < 86400 ? ['hour', 3600] : ['day', 86400];
      element.textContent = size < 5 ? 'just now' : relative.format(Math.trunc(seconds / length), unit);
      element.title = exact.format(at);
    }
  }

  const refreshed = [];
  let refreshing = false, again = false;

  /** Asks for this page once more, with the address as it is, and puts the parts that change in place. */
  async function refresh(unattended = true) {
    if (refreshing) { again = true; return; }
    refreshing = true;
    try {
      const answer = await fetch(location.pathname + location.search, {headers: unattended ? {'X-Companion-Unattended': 'true'} : {}});
      if (answer.redirected) { location.assign('/signin'); return; }
      if (answer.ok) {
        const focused = document.activeElement?.closest?.('tr[data-uid]')?.dataset.uid;
        const kept = document.activeElement?.dataset?.keep;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const id of ['#table', '#nav', '#vendors', '#banners', '#observing', '#holds']) {
          const part = $(id, page);
          if (part && $(id)) $(id).replaceWith(part);
        }
        times();
        refreshed.forEach(listener => listener());
        if (kept && document.activeElement === document.body) $(`[data-keep="${CSS.escape(kept)}"]`)?.focus({preventScroll: true});
        if (focused) $(`tr[data-uid="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
      }
    } catch (failure) { /* the live dot says that there is no connection */ }
    refreshing = false;
    // At most once a second, however much changes.
    if (again) { again = false; setTimeout(refresh, 1000); }
  }

  // Filters and pages without loading the whole page; the address holds them, so the back key works.
  function go(address) {
    history.pushState(null, '', address);
    refresh(false);
  }
  addEventListener('popstate', () => { refresh(false); openFromAddress(); });
  document.addEventListener('click', event => {
    const link = event.target.closest('.chips a, .pager a, .sort');
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      go(link.getAttribute('href'));
      if (link.closest('.pager')) scrollTo({top: 0});
    }
  });

  const search = $('.search input[type="search"]');
  if (search) {
    let timer;
    search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const address = new URL(location.href);
        address.searchParams.set('q', search.value);
        address.searchParams.delete('page');
        history.replaceState(null, '', address);
        refresh(false);
      }, 180);
    });
    search.form.addEventListener('submit', event => event.preventDefault());
  }
  addEventListener('keydown', event => {
    const typing = event.target.closest?.('input, select, textarea, dialog');
    if (event.key === '/' && !typing && search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === 'Escape' && !$('dialog[open]')) closeDrawer();
    if (!typing && !event.ctrlKey && !event.metaKey && (event.key === 'j' || event.key === 'k')) {
      const rows = $$('.grid tbody tr');
      const at = rows.indexOf(document.activeElement.closest('tr'));
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + (event.key === 'j' ? 1 : -1)))];
      if (next) { next.tabIndex = -1; next.focus(); next.scrollIntoView({block: 'nearest'}); }
    }
    if (event.key === 'Enter' && event.target.matches?.('tr[data-uid]')) openDrawer(event.target.dataset.uid);
  });

  // The drawer with one site.
  let drawerSite = null, before = null;
  async function openDrawer(uid, quietly) {
    const drawer = $('#drawer');
    const answer = await fetch('/sites/' + encodeURIComponent(uid), quietly ? {headers: {'X-Companion-Unattended': 'true'}} : {}).catch(() => null);
    if (!answer || !answer.ok) { if (!quietly) toast('This site is not known any more.'); return; }
    const part = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.drawer-in');
    if (!part) return;
    if (quietly && drawerSite !== uid) return;
    const top = drawer.scrollTop;
    if (!quietly) before = document.activeElement;
    drawerSite = uid;
    drawer.replaceChildren(part);
    drawer.hidden = false;
    times(drawer);
    $$('tr.at').forEach(row => row.classList.remove('at'));
    $(`tr[data-uid="${CSS.escape(uid)}"]`)?.classList.add('at');
    if (quietly) drawer.scrollTop = top; else $('[data-close]', drawer).focus();
  }
  function closeDrawer() {
    const drawer = $('#drawer');
    if (drawer.hidden) return;
    drawer.hidden = true;
    drawerSite = null;
    $$('tr.at').forEach(row => row.classList.remove('at'));
    const address = new URL(location.href);
    address.searchParams.delete('open');
    history.replaceState(null, '', address);
    before?.focus?.({preventScroll: true});
  }
  function openFromAddress() {
    const uid = new URLSearchParams(location.search).get('open');
    if (uid) openDrawer(uid); else closeDrawer();
  }
  document.addEventListener('click', async event => {
    const opener = event.target.closest('a.open, a[data-open]');
    if (opener && $('[data-page="sites"]') && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      openDrawer(opener.closest('tr').dataset.uid);
    }
    if (event.target.closest('#drawer [data-close]')) closeDrawer();
    const copy = event.target.closest('[data-copy]');
    if (copy) {
      try { await navigator.clipboard.writeText(copy.dataset.copy); toast('Copied.'); } catch (refused) { toast('The browser did not allow copying.'); }
    }
    const settle = event.target.closest('[data-event]');
    if (settle) resolve(settle.dataset.event);
  });

  // The dialog that settles an event.
  async function resolve(id) {
    const answer = await fetch('/events/' + encodeURIComponent(id)).catch(() => null);
    if (!answer || !answer.ok) { toast('This event is not known any more.'); return; }
    const dialog = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('dialog');
    $('#resolve')?.remove();
    document.body.append(document.adoptNode(dialog));
    dialog.addEventListener('close', () => dialog.remove());
    $('[data-cancel]', dialog).addEventListener('click', () => dialog.close());
    dialog.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault(); });
    dialog.addEventListener('click', async event => {
      const button = event.target.closest('[data-resolve]');
      if (!button) return;
      const item = button.closest('li');
      const days = $('[name="until"]', item)?.value;
      const body = {action: button.dataset.resolve, name: $('[name="name"]', item)?.value || null, reason: $('[name="reason"]', item)?.value || null,
        until: days ? new Date(Date.now() + days * 86400000).toISOString() : null};
      button.disabled = true;
      const done = await call('POST', `/api/events/${encodeURIComponent(id)}/resolution`, body);
      button.disabled = false;
      if (!done.ok) { problem($('.problem', dialog), done.body); return; }
      dialog.close();
      watchTask(done.body.taskId, 'Settling an event');
      refresh(false);
    });
    dialog.showModal();
    $('[data-cancel]', dialog).focus();
  }

  // The task under way, with each of its sites. It outlives the page and a reload.
  let tasks = JSON.parse(sessionStorage.getItem('tasks') || '[]');
  const overStates = ['SUCCEEDED', 'FAILED', 'PARTLY'];
  function watchTask(id, title) {
    tasks = [...tasks.filter(task => !task.over), {id, title}];
    folded = false;
    keepTasks();
    showTasks();
  }
  const keepTasks = () => sessionStorage.setItem('tasks', JSON.stringify(tasks));
  let showing = false, folded = true;
  async function showTasks() {
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
    if (!known.length) { keepTasks(); panel.hidden = true; return; }
    known.forEach(state => { const task = tasks.find(each => each.id === state.id); if (task) task.over = overStates.includes(state.state); });
    keepTasks();
    const total = known.reduce((sum, task) => sum + task.total, 0), done = known.reduce((sum, task) => sum + task.done, 0), failed = known.reduce((sum, task) => sum + task.failed, 0);
    const over = known.every(task => overStates.includes(task.state));
    const head = document.createElement('header');
    const title = Object.assign(document.createElement('button'), {type: 'button', className: 'fold'});
    title.setAttribute('aria-expanded', String(!folded));
    title.addEventListener('click', () => { folded = !folded; panel.classList.toggle('folded', folded); title.setAttribute('aria-expanded', String(!folded)); });
    title.textContent = (tasks[0]?.title ?? 'Task') + (total > 1 ? `: ${done} of ${total} done` : over ? (failed ? ': not done' : ': done') : '…') + (failed && total > 1 ? `, ${failed} held` : '');
    const close = Object.assign(document.createElement('button'), {type: 'button', className: 'close', textContent: '×'});
    close.setAttribute('aria-label', over ? 'Close' : 'Hide; the work goes on');
    close.addEventListener('click', () => { tasks = []; keepTasks(); panel.hidden = true; });
    head.append(title, close);
    const progress = Object.assign(document.createElement('progress'), {max: total, value: done + failed});
    progress.setAttribute('aria-label', 'Progress');
    const list = document.createElement('ul');
    const kind = {SUCCEEDED: 'done', SUPERSEDED: 'done', FAILED: 'failed', RUNNING: 'running', PENDING: 'pending'};
    const order = {FAILED: 0, RUNNING: 1, PENDING: 2, SUCCEEDED: 3, SUPERSEDED: 3};
    const items = known.flatMap(task => task.items).sort((a, b) => order[a.state] - order[b.state]);
    for (const item of items.slice(0, 100)) {
      const line = document.createElement('li');
      line.className = kind[item.state];
      const mark = Object.assign(document.createElement('i'), {className: 'mark'});
      mark.setAttribute('aria-hidden', 'true');
      const text = document.createElement('div');
      const name = Object.assign(document.createElement('span'), {className: 'name', textContent: item.siteName, dir: 'auto'});
      const says = Object.assign(document.createElement('div'), {className: 'muted', textContent: item.message ?? {SUCCEEDED: 'Done, and read back.', SUPERSEDED: 'A later change took over.', PENDING: 'Waits for its turn.', RUNNING: 'Under way.', FAILED: 'Not done.'}[item.state]});
      text.append(name, says);
      line.append(mark, text);
      list.append(line);
    }
    if (items.length > 100) list.append(Object.assign(document.createElement('li'), {className: 'muted', textContent: `and ${items.length - 100} more`}));
    for (const task of known) if (task.message) list.append(Object.assign(document.createElement('li'), {className: 'failed', textContent: task.message}));
    const top = $('ul', panel)?.scrollTop ?? 0;
    panel.replaceChildren(head, progress, list);
    panel.hidden = false;
    panel.classList.toggle('folded', folded);
    list.scrollTop = top;
    if (!over) setTimeout(showTasks, 2000);
  }

  // The stream of changes. EventSource connects again by itself and says where it was.
  const live = $('#live');
  if (live && window.EventSource) {
    let last = 0;
    const stream = new EventSource('/api/stream');
    const heard = () => { last = Date.now(); live.className = 'live on'; $('.live-text', live).textContent = 'live'; live.title = 'Changes show by themselves.'; };
    const gone = () => { live.className = 'live off'; $('.live-text', live).textContent = 'offline'; live.title = 'No connection to the console; it is tried again by itself.'; };
    const concerns = ['sites', 'events', 'health', 'holds', 'settings', 'reset', ...['activity', 'users'].filter(page => $(`[data-page="${page}"]`))];
    for (const name of ['hello', 'alive', 'reset', 'sites', 'tasks', 'events', 'settings', 'activity', 'health', 'users', 'holds']) {
      stream.addEventListener(name, () => {
        heard();
        if (concerns.includes(name)) refresh();
        if (name === 'tasks' || name === 'reset') showTasks();
        if (drawerSite && ['sites', 'events', 'reset'].includes(name)) openDrawer(drawerSite, true);
      });
    }
    stream.onopen = heard;
    stream.onerror = gone;
    setInterval(async () => {
      if (last && Date.now() - last > 15000) gone();
      if (stream.readyState === EventSource.CLOSED && (await call('GET', '/api/session', undefined, true)).ok) location.reload();
    }, 5000);
  }

  $('#sign-out')?.addEventListener('click', async () => { await call('DELETE', '/api/session'); sessionStorage.clear(); location.assign('/signin'); });
  document.addEventListener('click', event => $$('details.who[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; }));
  setInterval(times, 20000);
  times();
  if ($('[data-page="sites"]')) openFromAddress();
  showTasks();

  return {$, $$, call, decided, toast, problem, refresh, watchTask, onRefresh: listener => refreshed.push(listener)};
})();
