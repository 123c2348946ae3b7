// @ts-check
/** @typedef {import('../../src/api/schema').components['schemas']} Schemas */
/** @typedef {Schemas['SiteItem']} Site */

const NAMES =
  'Aldgate Dental Practice|Ashbourne Care Home|Baker & Sons Joinery|Beckside Solicitors LLP|Bergmann Maschinenbau GmbH|Brightwater Primary School|Café Lumière Sàrl|Chester Road Motors|Copperfield Solicitors LLP|Dunmore Veterinary Clinic|Eastgate Logistics - Office|Eastgate Logistics - Warehouse|Fjordlys Regnskap AS|Gallagher Insurance Brokers|Greenfield Housing Trust|Harbour View Hotel & Spa|Hartmann Steuerberatung|Holloway Print Works|Imprenta Joven de Málaga|Kingsmead Academy|Lakeside Garden Centre|Lindqvist Arkitekter AB|Longmeadow Care Home|Marlow & Finch Accountants|Müller & Söhne Spedition|Norbridge Surveyors|Oakfield Nursery|Orchard Lane Surgery|Pemberton Estates|Quayside Architects|Redwood Physiotherapy|Rosenthal Juwelier|Sandstone Brewery|Stanhope Engineering|Taylor Freight Services|Thornbury Town Council|Uplands Farm Shop|Vale of Avon Museum|Westbury Dental Studio|Wickham & Partners|Zetland Fisheries'.split(
    '|',
  );
const LINKED = new Set([0, 5, 7, 8, 9, 14, 15, 21, 22, 24, 29, 33]);
const AILING = new Set([4, 6]);
const WORKING = new Set([12, 17]);
const MATCHED = new Map([
  [11, 62],
  [16, 100],
  [23, 91],
  [27, 96],
  [35, 100],
]);

export const NOW = Date.now();

/** @param {number} minutes */
export const back = minutes => new Date(NOW - minutes * 60_000).toISOString();

/**
 * @param {Site['conditions'][number]['type']} type
 * @param {Site['conditions'][number]['status']} status
 * @param {Site['conditions'][number]['reason']} reason
 * @param {string} message
 * @returns {Site['conditions'][number]}
 */
const condition = (type, status, reason, message) => ({ type, status, reason, message, since: back(48) });

const READY = [
  condition('COMPANY_READY', 'TRUE', 'HOLDS', 'Verified.'),
  condition('PACKAGE_READY', 'TRUE', 'HOLDS', 'Verified.'),
  condition('LINK_READY', 'TRUE', 'HOLDS', 'Verified.'),
  condition('VERIFIED', 'TRUE', 'HOLDS', 'Verified.'),
];

/** @returns {Site} @param {string} name @param {number} index */
function site(name, index) {
  const uid = `0f6c${String(index).padStart(4, '0')}-5b1d-4a77-9c02-${String(index * 7919).padStart(12, '0')}`;
  const id = `64f0${String(index).padStart(4, '0')}c2ab31`;
  /** @type {Site} */
  const free = {
    siteUid: uid,
    name,
    portalUrl: `https://merlot.centrastage.net/site/${index}`,
    devices: 5 + ((index * 37) % 58),
    state: 'UNLINKED',
    company: null,
    package: null,
    openEvents: 0,
    conditions: [],
    proposedCompanyName: name.replaceAll('&', 'and'),
    namesake: false,
    suggestion: null,
    message: null,
    verifiedAt: null,
  };
  const company = {
    id,
    name: index === 24 ? 'Mueller & Soehne Spedition' : index === 14 ? 'Greenfield Housing' : name,
  };
  const linked = { ...free, company, package: { id: `p${id}`, name: 'Companion default' }, proposedCompanyName: null };
  if (LINKED.has(index)) {
    return { ...linked, state: 'READY', conditions: READY, verifiedAt: back(3), openEvents: index === 21 ? 1 : 0 };
  }
  if (AILING.has(index)) {
    const why =
      index === 4
        ? 'The company name is used in another GravityZone tenant. Choose another name under Events.'
        : 'The company is suspended, so no installation package can be created in it.';
    const reason = index === 4 ? 'NAME_TAKEN_ELSEWHERE' : 'COMPANY_NOT_USABLE';
    return {
      ...linked,
      company: { id: index === 4 ? null : id, name },
      package: null,
      state: 'ATTENTION',
      openEvents: 1,
      message: why,
      conditions: [
        condition('COMPANY_READY', 'FALSE', reason, why),
        condition('PACKAGE_READY', 'FALSE', 'PENDING', 'Waiting.'),
        condition('LINK_READY', 'FALSE', 'PENDING', 'Waiting.'),
        condition('VERIFIED', 'FALSE', 'PENDING', 'Waiting.'),
      ],
    };
  }
  if (WORKING.has(index)) {
    const why = 'GravityZone is building the installation package. The work continues automatically.';
    return {
      ...linked,
      state: 'LINKING',
      message: why,
      conditions: [
        condition('COMPANY_READY', 'TRUE', 'HOLDS', 'Verified.'),
        condition('PACKAGE_READY', 'TRUE', 'HOLDS', 'Verified.'),
        condition('LINK_READY', 'FALSE', 'WAITING_FOR_VENDOR', why),
        condition('VERIFIED', 'FALSE', 'PENDING', 'Waiting.'),
      ],
    };
  }
  const score = MATCHED.get(index);
  if (score !== undefined) {
    const found =
      index === 11
        ? 'Eastgate Logistics Ltd'
        : index === 23
          ? 'Marlow and Finch'
          : `${name}${score === 100 ? '' : ' Ltd'}`;
    return {
      ...free,
      state: 'SUGGESTED',
      namesake: score === 100,
      suggestion: {
        companyId: `c${id}`,
        companyName: found,
        score,
        evidence: score === 100 ? ['The names are the same.'] : ['The names are the same without the legal form.'],
        state: 'SUGGESTED',
      },
    };
  }
  return free;
}

/** @param {number} count */
export function sites(count) {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / NAMES.length);
    const name = NAMES[index % NAMES.length] ?? '';
    return site(
      round === 0 ? name : `${name} ${round + 1}`,
      round === 0 ? index : index % 2 === 0 ? index : 200 + index,
    );
  }).sort((a, b) => a.name.localeCompare(b.name));
}
