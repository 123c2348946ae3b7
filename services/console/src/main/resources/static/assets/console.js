/* What every page does: calls, messages, times, the stream of changes, and refreshing the part that changed. */
'use strict';

const Companion = (() => {
  const csrf = document.querySelector('meta[name="csrf"]')?.content;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** What the API answered; a proxy in between may have answered in another language. */
  function parsed(answer, text) {
    try { return JSON.parse(text); } catch (notJson) { return {title: 'Unexpected answer', detail: `The console could not answer (error ${answer.status}). Try again in a moment.`}; }
  }

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
      return {ok: answer.ok, status: answer.status, body: text ? parsed(answer, text) : null};
    } catch (failure) {
      return {ok: false, status: 0, body: {title: 'No answer', detail: 'The console does not respond. Try again in a moment.'}};
    }
  }

  /** Waits up to a minute until a request is decided; answers why it was refused, or nothing. */
  async function decided(taskId) {
    for (let tries = 0; tries < 120; tries++) {
      const task = await call('GET', '/api/tasks/' + encodeURIComponent(taskId), undefined, true);
      if (task.body?.state === 'SUCCEEDED') return null;
      if (['FAILED', 'PARTLY'].includes(task.body?.state)) return task.body.message ?? task.body.items.find(item => item.state === 'FAILED')?.message ?? 'Nothing was changed. Try again.';
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
        line.textContent = (nameOf?.(refusal.siteUid, refusal.id) ?? refusal.siteUid) + ': ' + refusal.reason;
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

  const refreshed = [], onTasks = [];
  const RETRY = [2000, 5000, 10000, 30000];
  let refreshing = false, again = false, failures = 0, retry;

  /** Says that the page shows what it showed before, and tries again: soon, then less and less often. */
  function stale(why) {
    clearTimeout(retry);
    retry = setTimeout(refresh, RETRY[Math.min(failures++, RETRY.length - 1)]);
    $('#stale .why').textContent = why;
    $('#stale').hidden = false;
  }
  function upToDate() {
    clearTimeout(retry);
    failures = 0;
    $('#stale').hidden = true;
  }

  /** Asks for this page once more, with the address as it is, and puts the parts that change in place. */
  async function refresh(unattended = true) {
    if (refreshing) { again = true; return; }
    refreshing = true;
    try {
      if (drawerStale) await openDrawer(drawerSite, true);
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
        if (!drawerStale) upToDate();
        times();
        refreshed.forEach(listener => listener());
        if (kept && document.activeElement === document.body) $(`[data-keep="${CSS.escape(kept)}"]`)?.focus({preventScroll: true});
        if (focused) $(`tr[data-uid="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
      } else {
        stale(answer.status === 503 ? 'The console is still loading its data.' : answer.status < 500 ? `The console refused to show this page (${answer.status}).` : `The console could not show this page (error ${answer.status}; the cause is in its log).`);
      }
    } catch (failure) {
      stale('The console does not respond.');
    }
    refreshing = false;
    // At most once a second, however much changes.
    if (again) { again = false; setTimeout(refresh, 1000); }
  }
  document.addEventListener('click', event => { if (event.target.closest('[data-refresh]')) refresh(false); });

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
      const rows = $$('.grid tbody tr:not(.part)');
      const at = rows.indexOf(document.activeElement.closest('tr'));
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + (event.key === 'j' ? 1 : -1)))];
      if (next) { next.tabIndex = -1; next.focus(); next.scrollIntoView({block: 'nearest'}); }
    }
    if (event.key === 'Enter' && event.target.matches?.('tr[data-uid]')) openDrawer(event.target.dataset.uid);
  });

  /** Why a part of the page did not come: it is gone only if the console says so. */
  const notShown = (answer, gone) => !answer ? 'The console does not respond. Try again in a moment.'
    : answer.status === 404 ? gone : `The console could not show this (error ${answer.status}). Try again; the cause is in its log.`;

  // The drawer with one site.
  let drawerSite = null, drawerStale = false, before = null;
  async function openDrawer(uid, quietly) {
    const drawer = $('#drawer');
    const answer = await fetch('/sites/' + encodeURIComponent(uid), quietly ? {headers: {'X-Companion-Unattended': 'true'}} : {}).catch(() => null);
    if (!answer || !answer.ok) {
      if (!quietly) toast(notShown(answer, 'This site no longer exists.'));
      else if (drawerSite === uid) {
        drawerStale = answer?.status !== 404;
        if (drawerStale) stale('The details of the site could not be refreshed.');
      }
      return;
    }
    const part = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.drawer-in');
    if (!part) return;
    if (quietly && drawerSite !== uid) return;
    const top = drawer.scrollTop, linkShown = quietly && installLink.shown(drawer);
    const within = quietly && drawer.contains(document.activeElement) ? document.activeElement.dataset.keep ?? '' : null;
    if (!quietly) before = document.activeElement;
    drawerSite = uid;
    drawerStale = false;
    drawer.replaceChildren(part);
    drawer.hidden = false;
    times(drawer);
    if (linkShown) installLink.keep(linkShown);
    $$('tr.at').forEach(row => row.classList.remove('at'));
    $(`tr[data-uid="${CSS.escape(uid)}"]`)?.classList.add('at');
    if (quietly) drawer.scrollTop = top;
    if (!quietly || within !== null) ((within && $(`[data-keep="${CSS.escape(within)}"]`, drawer)) || $('[data-close]', drawer)).focus({preventScroll: true});
  }
  function closeDrawer() {
    const drawer = $('#drawer');
    if (drawer.hidden) return;
    drawer.hidden = true;
    drawerSite = null;
    drawerStale = false;
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
    if (copy) await copied(copy.dataset.copy);
  });
  async function copied(text) {
    try { await navigator.clipboard.writeText(text); toast('Copied.'); } catch (refused) { toast('The browser did not allow copying.'); }
  }

  /** Shows a dialog of the server's; null if it does not come. The safe way out has the focus. */
  async function openDialog(address, gone) {
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok) { toast(notShown(answer, gone)); return null; }
    const dialog = document.adoptNode(new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('dialog'));
    $('#' + dialog.id)?.remove();
    document.body.append(dialog);
    const opener = document.activeElement;
    dialog.addEventListener('close', () => { dialog.remove(); opener?.focus?.({preventScroll: true}); });
    $('[data-cancel]', dialog).addEventListener('click', () => dialog.close());
    dialog.showModal();
    // A dialog that is too long to show its end begins at its beginning.
    const title = $('h2', dialog), safe = dialog.scrollHeight > dialog.clientHeight ? title : $('[data-cancel]', dialog);
    if (safe === title) title.tabIndex = -1;
    safe.focus();
    dialog.scrollTop = 0;
    return dialog;
  }

  // The stream of changes. EventSource reconnects automatically and sends the last event id.
  const live = $('#live');
  if (live && window.EventSource) {
    let last = 0;
    const stream = new EventSource('/api/stream');
    const heard = () => { last = Date.now(); live.className = 'live on'; $('.live-text', live).textContent = 'live'; live.title = 'Changes appear automatically.'; };
    const gone = () => { live.className = 'live off'; $('.live-text', live).textContent = 'offline'; live.title = 'No connection to the console; retrying.'; };
    const concerns = ['sites', 'events', 'health', 'holds', 'settings', 'reset', ...['activity', 'users'].filter(page => $(`[data-page="${page}"]`))];
    for (const name of ['hello', 'alive', 'reset', 'sites', 'tasks', 'events', 'settings', 'activity', 'health', 'users', 'holds']) {
      stream.addEventListener(name, () => {
        heard();
        if (concerns.includes(name)) refresh();
        if (name === 'tasks' || name === 'reset') onTasks.forEach(listener => listener());
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

  /** The installation link of a site: who has it can enrol machines, so it comes only when a person asks for it. */
  const installLink = {
    /** Fetches the link; null if it does not come, and says why. */
    async fetch(part) {
      const answer = await call('GET', `/api/sites/${encodeURIComponent(part.dataset.installLink)}/installation-link`);
      if (answer.ok) return answer.body.windowsLink;
      toast(answer.body?.detail ?? 'The installation link could not be read. Try again.');
      return null;
    },
    async show(part) {
      const link = await installLink.fetch(part);
      // The drawer may have been drawn again meanwhile.
      if (link !== null) installLink.put(part.isConnected ? part : installLink.place(part.dataset), link);
    },
    /** Where the same link is now; null if there is none any more. */
    place: ({installLink: site, linkSince}) => $$('[data-install-link]').find(part => part.dataset.installLink === site && part.dataset.linkSince === linkSince) ?? null,
    /** The link that is shown; null if none is. */
    shown(within) {
      const text = $('[data-link-shown]', within);
      return text && {...text.closest('[data-install-link]').dataset, text: text.textContent};
    },
    /** Shows a link that was shown before the drawer was drawn again, if it is still the link of the site. */
    keep: shown => installLink.put(installLink.place(shown), shown.text),
    /** Shows the link, or hides it. */
    put(part, link) {
      if (!part) return;
      const text = $('[data-link-text]', part), button = $('[data-link-show]', part);
      text.toggleAttribute('data-link-shown', link !== null);
      text.textContent = link ?? '••••••••';
      button.textContent = link === null ? 'Show' : 'Hide';
      button.ariaLabel = `${button.textContent} the installation link`;
    },
  };
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('[data-link-show], [data-link-copy]'), part = button?.closest('[data-install-link]');
    if (!part) return;
    if (button.matches('[data-link-show]')) {
      if ($('[data-link-shown]', part)) installLink.put(part, null); else installLink.show(part);
      return;
    }
    const link = await installLink.fetch(part);
    if (link !== null) await copied(link);
  });

  /** How many machines of a company have an agent: counted when a deletion is considered, and decided on for a quarter of an hour. */
  const COUNT_LASTS = 15 * 60 * 1000;
  const machines = {
    /** The number that is shown; 0 if they cannot be counted. */
    shown: within => Number($('.machines', within)?.dataset.machines ?? 0),
    /** Why the number shown cannot be decided on, or nothing. */
    omission(within) {
      const part = $('.machines', within), {machines: count, countedAt, shownAt, uncountable} = part.dataset;
      if (uncountable) return null;
      if ($('[data-count]', part).ariaDisabled === 'true') return 'The machines are being counted. Wait for the number.';
      if (count === undefined) return 'Count the machines first.';
      return Date.now() - (shownAt ?? new Date(countedAt)) > COUNT_LASTS ? 'The machines were counted more than 15 minutes ago. Count them again.' : null;
    },
    /** Shows a number with its age. */
    show(within, {count, countedAt}) {
      const part = $('.machines', within);
      if (!part) return;
      Object.assign(part.dataset, {machines: count, countedAt});
      delete part.dataset.shownAt;
      $('[data-count-shown]', part).textContent = `${count.toLocaleString('en')} ${count === 1 ? 'machine' : 'machines'} with an agent`;
      $('time', part).dateTime = countedAt;
      $('[data-count-age]', part).hidden = false;
      const button = $('[data-count]', part);
      if (button) button.textContent = 'Count again';
      times(part);
    },
    /** Asks for a count, and shows how it goes on: the number, or why there is none and what to do. */
    async count(within) {
      const part = $('.machines', within), button = part && $('[data-count]', part);
      if (!button || button.ariaDisabled === 'true') return;
      const progress = $('[data-count-progress]', part), address = '/api/companies/' + encodeURIComponent(part.dataset.companyId);
      const say = text => { if (progress.textContent !== text) progress.textContent = text; progress.hidden = !text; };
      // Not disabled while it works: that would take the focus away from who uses the keyboard.
      button.ariaDisabled = 'true';
      say('Counting the machines in GravityZone…');
      const asked = await call('POST', address + '/machine-count');
      const failure = asked.ok ? await counting(asked.body.taskId, part, say) : asked.body?.detail ?? 'The machines could not be counted. Count them again.';
      const company = failure === null ? await call('GET', address) : null;
      button.ariaDisabled = 'false';
      if (company?.body?.machines) {
        machines.show(within, company.body.machines);
        part.dataset.shownAt = Date.now(); // of this browser, whose clock may be wrong
      }
      say(failure ?? (company.body?.machines ? '' : 'The site was changed while the machines were counted. Count them again.'));
    },
  };
  /** Waits up to a minute for a count; answers why there is none, or null. */
  async function counting(taskId, part, say) {
    for (let tries = 0; tries < 120 && part.isConnected; tries++) {
      const task = (await call('GET', '/api/tasks/' + encodeURIComponent(taskId), undefined, true)).body;
      const why = task?.items?.find(item => item.message)?.message ?? task?.message;
      if (task?.state === 'SUCCEEDED') return null;
      if (['FAILED', 'PARTLY', 'CANCELLED'].includes(task?.state)) return `The machines could not be counted. ${why ?? 'Count them again.'}`;
      say('Counting the machines in GravityZone…' + (why ? ' ' + why : ''));
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    return 'The machines were not counted within a minute. Companion keeps trying; count them again later.';
  }
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-count]');
    if (button) machines.count(button.closest('.machines').parentElement);
  });

  return {$, $$, call, decided, toast, problem, refresh, openDialog, times, machines, redraw: () => drawerSite && openDrawer(drawerSite, true), onRefresh: listener => refreshed.push(listener), onTasks: listener => onTasks.push(listener)};
})();
