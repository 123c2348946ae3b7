/* Linking: rows are staged first, then saved together after a look at the whole list. Staged rows outlive a reload. */
'use strict';

(() => {
  const {$, $$, call, decided, toast, problem, watchTask, onRefresh, refresh, redraw} = Companion;

  /**
   * By site uid: {name, link: {id, name}}, with near: score if the names only are similar; {name, link: {name}}, with twins: the companies
   * of similar names that were seen; or {name, unlink: company name}.
   */
  let staged = new Map(JSON.parse(sessionStorage.getItem('staged') || '[]'));
  const keep = () => sessionStorage.setItem('staged', JSON.stringify([...staged]));

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const button = (className, text, action, label) => {
    const made = element('button', className, text);
    made.type = 'button';
    if (label) made.setAttribute('aria-label', label);
    made.addEventListener('click', action);
    return made;
  };

  function stage(uid, change) {
    if (change) staged.set(uid, change); else staged.delete(uid);
    keep();
    dress();
  }

  /** Gives every row of the table its buttons, or shows what is staged for it. */
  function dress() {
    for (const row of $$('tr[data-uid]')) {
      const {uid, name, state, company, newName, namesake, suggestedId, suggestedName, exact, score} = row.dataset;
      const free = state === 'UNLINKED' || state === 'SUGGESTED';
      const linked = ['LINKING', 'READY', 'ATTENTION', 'OUT_OF_SCOPE'].includes(state);
      let change = staged.get(uid);
      if (change && ((change.link && !free) || (change.unlink !== undefined && !linked))) { staged.delete(uid); keep(); change = undefined; }
      row.classList.toggle('staged-row', !!change);
      row.classList.toggle('leaving', change?.unlink !== undefined);
      const choices = $('.choices', row), act = $('.act', row);
      act.replaceChildren();
      if (choices) {
        choices.replaceChildren();
        if (suggestedId) { $('.suggests', row).hidden = !!change?.link; $('.unfit', row).replaceChildren(); }
        if (change?.link) {
          const target = element('span', 'staged-link');
          target.append(element('span', '', '→'), Object.assign(element('span', 'name', change.link.name), {dir: 'auto', title: change.link.name}));
          if (!change.link.id) target.append(element('span', 'tag', 'new'));
          choices.append(target);
        } else if (suggestedId) {
          choices.append(button('link', 'Accept', () => accept(uid, name, suggestedId, suggestedName, exact ? null : score), `Accept ${suggestedName} for ${name}`));
          $('.unfit', row).append(button('link', 'Dismiss', () => dismiss(uid, suggestedId, suggestedName), `${suggestedName} is not the company of ${name}`));
        } else {
          choices.append(button('link', 'Choose company', () => pick(uid, name, newName, null, false, namesake ? name : '', twinOf(row)), 'Choose a company for ' + name),
            button('link', 'Set as new', () => stageNew(uid, name, newName, namesake, twinOf(row)), 'Set ' + name + ' as new GravityZone company'));
        }
      }
      if (change) act.append(button('link', 'Undo', () => stage(uid, null), 'Undo the change of ' + name));
      else if (suggestedId) act.append(button('link', 'Other…', () => pick(uid, name, newName, null, false, '', twinOf(row)), 'Choose another company for ' + name));
      else if (linked) act.append(button('x', '×', () => stage(uid, {name, unlink: company ?? ''}), 'Unlink ' + name));
    }
    const bar = $('#staged'), links = [...staged.values()].filter(change => change.link).length, unlinks = staged.size - links;
    bar.hidden = staged.size === 0;
    const parts = [links && `${links} to link`, unlinks && `${unlinks} to unlink`].filter(Boolean);
    $('.staged-text', bar).textContent = `Not saved: ${parts.join(', ')}`;
  }

  const taken = uid => [...staged].filter(([other, change]) => other !== uid && change.link);

  /** Why a name cannot be taken as it is typed; it is never changed behind a person's back. */
  function nameProblem(uid, name) {
    const length = name.trim().length;
    if (!length) return 'Enter a name for the new company.';
    if (length > 64) return `The name has ${length} characters, the limit of GravityZone is 64. Shorten it.`;
    if (/[<>]/.test(name)) return 'GravityZone does not allow < and > in a name. Change it.';
    const other = taken(uid).find(([, change]) => !change.link.id && change.link.name.toLowerCase() === name.trim().toLowerCase());
    return other ? `${other[1].name} gets the same company name. Use another name.` : null;
  }
  /** The company that can be linked and that a new one may be a second copy of; null if there is none. */
  const twinOf = ({dataset: {twinId, twinName, twinScore, twins}}) => (twinId ? {id: twinId, name: twinName, score: twinScore, ids: twins.split(' ')} : null);
  const newLink = (name, twin) => (twin ? {name: name.trim(), twin: {name: twin.name, score: twin.score}, besides: twin.ids} : {name: name.trim()});

  function stageNew(uid, siteName, name, namesake, twin) {
    const objection = nameProblem(uid, name);
    // A name that is not the site's own is shown before it is staged, with why; so is a company that is there already, or one of a similar name.
    if (objection || twin || name !== siteName.trim()) { pick(uid, siteName, name, objection, true, namesake ? siteName : twin ? twin.name : '', twin); return false; }
    stage(uid, {name: siteName, link: {name: name.trim()}});
    return true;
  }

  // Suggestions: accepting is staged like any other link; what does not belong together is not suggested again.
  function accept(uid, name, id, company, near) {
    const holder = taken(uid).find(([, change]) => change.link.id === id);
    if (holder) { toast(`${company} is already staged for ${holder[1].name}. A company can be linked to one site only.`); return false; }
    stage(uid, {name, link: near ? {id, name: company, near} : {id, name: company}});
    return true;
  }
  async function dismiss(siteUid, companyId, company) {
    const done = await call('POST', '/api/suggestions/dismissal', {pairs: [{siteUid, companyId}]});
    const refusal = done.ok ? await decided(done.body.taskId) : done.body.refusals?.[0]?.reason ?? done.body.detail;
    toast(refusal ?? `${company} is no longer suggested for this site. You can still choose it.`);
    redraw();
    refresh(false);
  }
  document.addEventListener('click', event => {
    const accepted = event.target.closest('[data-accept]'), dismissed = event.target.closest('[data-dismiss]');
    if (accepted && accept(accepted.dataset.siteUid, accepted.dataset.siteName, accepted.dataset.accept, accepted.dataset.companyName, accepted.dataset.near)) toast('Staged. Save the changes to link it.');
    if (dismissed) dismiss(dismissed.dataset.siteUid, dismissed.dataset.dismiss, dismissed.dataset.companyName);
    if (!event.target.closest('[data-all-suggested]')) return;
    let doubled = 0, near = 0;
    for (const {dataset: {uid, name, suggestedId, suggestedName, exact}} of $$('tr[data-suggested-id]')) {
      if (staged.has(uid)) continue;
      if (!exact) { near++; continue; }
      if (taken(uid).some(([, change]) => change.link.id === suggestedId)) { doubled++; continue; }
      staged.set(uid, {name, link: {id: suggestedId, name: suggestedName}});
    }
    keep();
    dress();
    if (near) toast(`${near} near ${near === 1 ? 'match' : 'matches'} left out: compare the names and accept ${near === 1 ? 'it' : 'each'} at its row.`);
    if (doubled) toast(`${doubled} left out, because the company is already staged for another site. Review these one by one.`);
  });

  // Everything on the page at once, under the names that are proposed; the list that is shown before saving has them all.
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-all-new]')) return;
    let left = 0, fitted = 0, twins = 0;
    for (const row of $$('tr[data-uid]')) {
      const {uid, name, newName, namesake, disputed, twinId} = row.dataset;
      if (!$('.choices', row) || staged.has(uid)) continue;
      if (namesake || disputed || twinId) { twins++; continue; }
      if (nameProblem(uid, newName)) { left++; continue; }
      staged.set(uid, {name, link: {name: newName}});
      if (newName !== name.trim()) fitted++;
    }
    keep();
    dress();
    if (fitted) toast(`${fitted} ${fitted === 1 ? 'gets' : 'get'} a similar company name, because GravityZone does not accept the site's name or it is taken. All are shown in the list.`);
    if (twins) toast(`${twins} left out, because a company of the site's name, or of a similar one, can be linked: choose it.`);
    if (left) toast(`${left} left out, because the name is already staged for another site. Set these one by one.`);
  });

  // The picker: companies that can be linked, searched as one types.
  const picker = $('#picker'), list = $('#picker-list'), field = $('#picker-q');
  let picking = null, offered = [], at = 0, asked = 0;
  function pick(uid, siteName, name, objection, asNew = false, looked = '', twin = null) {
    picking = {uid, siteName, twin};
    $('.picker-site').textContent = siteName;
    field.value = looked;
    $('#picker-name').value = name;
    const fitted = name !== siteName.trim();
    $('.picker-why').hidden = !fitted && !twin;
    $('.picker-why').textContent = twin ? `“${twin.name}” can be linked and has a similar name (${twin.score} % match). Choose it above; “Set as new” creates a second company beside it.`
      : looked ? "A company of the site's name already exists: choose it above, or create another one with this name." : fitted ? "Proposed: the site's own name is taken, shared by several sites, or not accepted by GravityZone (64 characters, no < and >). You can change it." : '';
    problem($('.problem', picker), objection ? {detail: objection} : null);
    picker.showModal();
    (objection || asNew ? $('#picker-name') : field).focus();
    offer();
  }
  async function offer() {
    const turn = ++asked;
    const answer = await call('GET', '/api/companies?available=true&size=100&q=' + encodeURIComponent(field.value));
    if (turn !== asked) return;
    if (!answer.ok) { problem($('.problem', picker), answer.body); return; }
    const held = new Set(taken(picking.uid).map(([, change]) => change.link.id).filter(Boolean));
    offered = answer.body.items.filter(company => !held.has(company.id));
    at = 0;
    list.replaceChildren();
    const names = new Map();
    offered.forEach(company => names.set(company.name, (names.get(company.name) ?? 0) + 1));
    offered.forEach((company, index) => {
      const option = element('li');
      option.setAttribute('role', 'option');
      option.id = 'company-' + index;
      option.append(Object.assign(element('span', 'name', company.name), {dir: 'auto'}));
      if (names.get(company.name) > 1) option.append(Object.assign(element('code', 'id', company.id), {title: company.path ?? ''}));
      option.addEventListener('click', () => choose(index));
      list.append(option);
    });
    if (!offered.length) list.append(element('li', 'nothing', field.value ? 'No company matches. Companies that are linked or suspended are not listed.' : 'Every company is linked or suspended. Set the site as a new company below.'));
    const left = answer.body.total - answer.body.items.length;
    $('.picker-note').textContent = left > 0 ? `${left} more; type to find them.` : '';
    mark();
  }
  function mark() {
    $$('[role="option"]', list).forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === at));
      if (index === at) { option.scrollIntoView({block: 'nearest'}); field.setAttribute('aria-activedescendant', option.id); }
    });
  }
  function choose(index) {
    const company = offered[index];
    if (!company) return;
    const score = company.id === picking.twin?.id ? picking.twin.score : null;
    stage(picking.uid, {name: picking.siteName, link: score && score < 100 ? {id: company.id, name: company.name, near: score} : {id: company.id, name: company.name}});
    picker.close();
  }
  let typing;
  field.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(offer, 120); });
  field.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      at = Math.max(0, Math.min(offered.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)));
      mark();
    }
    if (event.key === 'Enter') { event.preventDefault(); choose(at); }
  });
  const takeName = () => {
    const name = $('#picker-name').value, objection = nameProblem(picking.uid, name);
    problem($('.problem', picker), objection ? {detail: objection} : null);
    if (!objection) { stage(picking.uid, {name: picking.siteName, link: newLink(name, picking.twin)}); picker.close(); }
  };
  $('[data-new]').addEventListener('click', takeName);
  $('#picker-name').addEventListener('keydown', event => { if (event.key === 'Enter') { event.preventDefault(); takeName(); } });
  $('[data-cancel]', picker).addEventListener('click', () => picker.close());

  // Saving: the whole list is shown before anything happens.
  const confirm = $('#confirm');
  $('[data-discard]').addEventListener('click', () => { staged = new Map(); keep(); dress(); });
  $('[data-save]').addEventListener('click', () => { listChanges(); confirm.showModal(); $('[data-cancel]', confirm).focus(); });
  function listChanges() {
    const body = $('.confirm-body', confirm);
    body.replaceChildren();
    const groups = [
      ['Link to an existing company', change => change.link?.id && !change.link.near, change => change.link.name, 'A package with the default content is created in the company, and its link is written into the site variable GravityZonePackageLink.'],
      ['Near matches: link only if both names are one customer', change => change.link?.near, change => change.link.name, 'The names are similar, not the same. A wrong link puts the machines of one customer under another. A package is created in the company, and its link is written into the site variable.'],
      ['Create a company and link to it', change => change.link && !change.link.id, change => change.link.name, 'The company is created in GravityZone below your own.'],
      ['Unlink', change => change.unlink !== undefined, change => change.unlink, 'The site variable is removed. The company stays in GravityZone as it is, with its agents.'],
    ];
    for (const [title, fits, target, effect] of groups) {
      const changes = [...staged].filter(([, change]) => fits(change));
      if (!changes.length) continue;
      const lines = element('ul');
      for (const [uid, change] of changes) {
        const line = element('li');
        line.dataset.site = uid;
        line.append(Object.assign(element('span', '', change.name), {dir: 'auto'}), element('span', 'muted', change.link ? '→' : '×'), Object.assign(element('span', '', target(change)), {dir: 'auto'}));
        if (change.link?.near) line.append(element('span', 'tag near', `${change.link.near} % match`));
        if (change.link?.twin) line.append(element('span', 'tag near', `beside ${change.link.twin.name} (${change.link.twin.score} % match)`));
        lines.append(line);
      }
      body.append(element('h3', '', `${title} (${changes.length})`), element('p', 'muted', effect), lines);
      if (title === 'Unlink') body.append(packageChoice(changes.length));
    }
    problem($('.problem', confirm), null);
  }

  /** Keeping is the default each time. */
  function packageChoice(count) {
    const field = element('fieldset', 'package-choice');
    field.append(element('legend', '', count === 1 ? 'Its installation package in GravityZone' : 'Their installation packages in GravityZone'));
    for (const [value, words, effect] of [
      ['keep', count === 1 ? 'Keep the installation package' : 'Keep the installation packages', 'Anyone with the link can still install from it.'],
      ['delete', count === 1 ? 'Delete it too' : 'Delete them too', 'Nothing more can be installed from it. Installed agents stay. A package that was there before Companion linked the site is kept.'],
    ]) {
      const label = element('label', 'check'), text = element('span', '', words + ' ');
      const choice = Object.assign(element('input'), {type: 'radio', name: 'packages', value, checked: value === 'keep'});
      text.append(element('span', 'muted', effect));
      label.append(choice, text);
      field.append(label);
    }
    return field;
  }

  /** What was refused can be left out at once, so that one site does not hold up the others. */
  function offerRest(refusals) {
    for (const {siteUid} of refusals) $(`[data-site="${CSS.escape(siteUid)}"]`, confirm)?.classList.add('refused');
    const similar = refusals.filter(refusal => refusal.similar?.length && staged.get(refusal.siteUid)?.link);
    if (similar.length) {
      $('.problem', confirm).append(button('plain', similar.length === 1 ? 'It is another company: create it' : `They are other companies: create these ${similar.length}`, () => {
        for (const {siteUid, similar: [twin, ...more]} of similar) {
          const change = staged.get(siteUid);
          change.link = newLink(change.link.name, {name: twin.companyName, score: twin.score, ids: [...(change.link.besides ?? []), twin.companyId, ...more.map(each => each.companyId)]});
        }
        keep();
        dress();
        listChanges();
      }));
    }
    if (refusals.length >= staged.size) return;
    $('.problem', confirm).append(button('plain', `Leave out ${refusals.length === 1 ? 'this one' : 'these ' + refusals.length}`, () => {
      refusals.forEach(({siteUid}) => staged.delete(siteUid));
      keep();
      dress();
      listChanges();
    }));
    $('.problem button', confirm).scrollIntoView({block: 'nearest'});
  }
  $('[data-cancel]', confirm).addEventListener('click', () => confirm.close());
  // Enter on a choice would close the dialog as if it were decided.
  confirm.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault(); });
  $('[data-confirm]', confirm).addEventListener('click', async event => {
    const changes = [...staged];
    const links = changes.filter(([, change]) => change.link), unlinks = changes.filter(([, change]) => change.unlink !== undefined);
    event.target.disabled = true;
    let refused = null;
    if (links.length) {
      const done = await call('POST', '/api/links', {links: links.map(([siteUid, {link}]) => ({siteUid, company: link.id ? {id: link.id} : {name: link.name, besides: link.besides ?? []}}))});
      if (done.ok) { links.forEach(([uid]) => staged.delete(uid)); watchTask(done.body.taskId, 'Linking'); } else refused = done.body;
    }
    if (unlinks.length && !refused) {
      const deletePackages = $('input[name="packages"]:checked', confirm)?.value === 'delete';
      const done = await call('POST', '/api/links/removal', {siteUids: unlinks.map(([uid]) => uid), deletePackages});
      if (done.ok) { unlinks.forEach(([uid]) => staged.delete(uid)); watchTask(done.body.taskId, links.length ? 'Linking and unlinking' : 'Unlinking'); } else refused = done.body;
    }
    event.target.disabled = false;
    keep();
    dress();
    if (refused) {
      problem($('.problem', confirm), refused, uid => staged.get(uid)?.name);
      if (refused.refusals) offerRest(refused.refusals);
    }
    else { confirm.close(); refresh(false); }
  });

  onRefresh(dress);
  dress();
})();
