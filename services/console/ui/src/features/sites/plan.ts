import type { LinkBody, Site } from '@/api/types';

/** Below this, a match is shown apart, so that a person looks at both names. */
export const CLEAR_SCORE = 80;

export interface PlannedLink {
  siteUid: string;
  siteName: string;
  companyName: string;
  company: LinkBody['company'];
  /** Why a person should look at it; null if there is no reason to. */
  look: string | null;
}

export interface LeftOut {
  siteUid: string;
  siteName: string;
  why: string;
}

/** What would be done with the chosen sites, and which are left out and why. */
export interface Plan {
  look: PlannedLink[];
  link: PlannedLink[];
  create: PlannedLink[];
  left: LeftOut[];
}

type Planned = PlannedLink | LeftOut;

function isFree(site: Site): boolean {
  return site.state === 'UNLINKED' || site.state === 'SUGGESTED';
}

function leftOut(site: Site, why: string): LeftOut {
  return { siteUid: site.siteUid, siteName: site.name, why };
}

function match(site: Site): Planned {
  if (!isFree(site)) return leftOut(site, 'It is linked already.');
  const best = site.suggestion;
  if (!best) return leftOut(site, 'No company matches.');
  if (best.state === 'DISPUTED')
    return leftOut(site, 'Several companies match equally well. Open the site to choose one.');
  return {
    siteUid: site.siteUid,
    siteName: site.name,
    companyName: best.companyName,
    company: { id: best.companyId },
    look: best.score < CLEAR_SCORE ? `${best.score} % match: ${best.evidence.join(' ')}` : null,
  };
}

function creation(site: Site): Planned {
  if (!isFree(site)) return leftOut(site, 'It is linked already.');
  if (site.namesake) return leftOut(site, 'A company of this name exists. Link the site to it.');
  const name = site.proposedCompanyName;
  if (!name) return leftOut(site, 'It has no name that GravityZone accepts. Open the site to give one.');
  return {
    siteUid: site.siteUid,
    siteName: site.name,
    companyName: name,
    company: { name },
    look: site.suggestion
      ? `“${site.suggestion.companyName}” is a ${site.suggestion.score} % match.`
      : name === site.name
        ? null
        : 'The name differs from the site’s.',
  };
}

function gather(planned: Planned[]): Plan {
  const plan: Plan = { look: [], link: [], create: [], left: [] };
  for (const each of planned) {
    if ('why' in each) plan.left.push(each);
    else if (each.look !== null) plan.look.push(each);
    else if (each.company.id) plan.link.push(each);
    else plan.create.push(each);
  }
  return plan;
}

/** Each site to the company that matches it best. */
export function planMatches(sites: readonly Site[]): Plan {
  return gather(sites.map(match));
}

/** A new company for each site. */
export function planCreations(sites: readonly Site[]): Plan {
  return gather(sites.map(creation));
}

export function linksOf(plan: Plan): PlannedLink[] {
  return [...plan.look, ...plan.link, ...plan.create];
}

/** Without these sites, for example because the console refused them. */
export function without(plan: Plan, refused: ReadonlyMap<string, string>): Plan {
  const kept = (links: PlannedLink[]) => links.filter(link => !refused.has(link.siteUid));
  const left = linksOf(plan)
    .filter(link => refused.has(link.siteUid))
    .map(link => ({ siteUid: link.siteUid, siteName: link.siteName, why: refused.get(link.siteUid) ?? '' }));
  return { look: kept(plan.look), link: kept(plan.link), create: kept(plan.create), left: [...plan.left, ...left] };
}

/** With the companies of similar names that a person has seen: naming them says that the new ones are others. */
export function besides(plan: Plan, seen: ReadonlyMap<string, string[]>): Plan {
  const named = (links: PlannedLink[]) =>
    links.map(link => {
      const ids = seen.get(link.siteUid);
      return ids && link.company.name
        ? { ...link, company: { ...link.company, besides: [...(link.company.besides ?? []), ...ids] } }
        : link;
    });
  return { ...plan, look: named(plan.look), create: named(plan.create) };
}
