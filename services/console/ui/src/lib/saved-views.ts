/** A list's filter, search and order, by the names that they have in its address. */
export type Search = Readonly<Record<string, string>>;

export type ListName = 'sites' | 'events';

/** A filter that a person has given a name. At most one of each list is the one that the list opens with. */
export interface SavedView {
  list: ListName;
  name: string;
  search: Search;
  isStart: boolean;
}

export const VIEWS_MAX = 20;
export const NAME_MAX = 60;
const VALUE_MAX = 200;
const PARAMS_MAX = 8;
const STORED_MAX = 100_000;

/** The parameters that are set, in order of their names, so that equal filters are equal texts. */
export function searchOf(given: object): Search {
  return Object.fromEntries(
    Object.entries(given)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** What storage holds. It may be of another version or damaged: what is no view is dropped, and never an error. */
export function parsed(text: string | null): SavedView[] {
  if (text === null || text.length > STORED_MAX) return [];
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(given)) return [];
  const views: SavedView[] = [];
  for (const each of given) {
    const view = viewFrom(each);
    if (!view || refusal(views, view.list, view.name)) continue;
    views.push({ ...view, isStart: view.isStart && !startOf(views, view.list) });
  }
  return views;
}

function viewFrom(given: unknown): SavedView | null {
  if (typeof given !== 'object' || given === null) return null;
  const { list, name, search, isStart } = given as Record<string, unknown>;
  if ((list !== 'sites' && list !== 'events') || typeof name !== 'string') return null;
  if (typeof search !== 'object' || search === null || Array.isArray(search)) return null;
  const params = searchOf(search);
  const values = Object.values(params);
  if (values.length > PARAMS_MAX || values.some(value => value.length > VALUE_MAX)) return null;
  return { list, name: name.trim(), search: params, isStart: isStart === true };
}

export function viewsOf(views: readonly SavedView[], list: ListName): SavedView[] {
  return views.filter(view => view.list === list).sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Why a view of this list cannot have this name; null if it can. */
export function refusal(views: readonly SavedView[], list: ListName, given: string, present?: string): string | null {
  const name = given.trim();
  const others = views.filter(view => view.list === list && view.name !== present);
  if (name === '') return 'Enter a name.';
  if (name.length > NAME_MAX) return `A name has at most ${NAME_MAX} characters.`;
  if (others.some(view => view.name.toLowerCase() === name.toLowerCase())) return 'Another view has this name.';
  if (present === undefined && others.length >= VIEWS_MAX)
    return `There are ${VIEWS_MAX} views, and more are not possible. Delete one first.`;
  return null;
}

export function added(views: readonly SavedView[], list: ListName, name: string, search: Search): SavedView[] {
  return [...views, { list, name: name.trim(), search, isStart: false }];
}

export function renamed(views: readonly SavedView[], list: ListName, from: string, to: string): SavedView[] {
  return views.map(view => (view.list === list && view.name === from ? { ...view, name: to.trim() } : view));
}

export function without(views: readonly SavedView[], list: ListName, name: string): SavedView[] {
  return views.filter(view => view.list !== list || view.name !== name);
}

/** @param name of the view that the list opens with; null for all rows */
export function startingWith(views: readonly SavedView[], list: ListName, name: string | null): SavedView[] {
  return views.map(view => (view.list === list ? { ...view, isStart: view.name === name } : view));
}

export function startOf(views: readonly SavedView[], list: ListName): SavedView | undefined {
  return views.find(view => view.list === list && view.isStart);
}

/** The view whose filter is the one that is shown. */
export function shownOf(views: readonly SavedView[], list: ListName, search: Search): SavedView | undefined {
  const shown = JSON.stringify(search);
  return views.find(view => view.list === list && JSON.stringify(view.search) === shown);
}

export function isEverything(search: Search): boolean {
  return Object.keys(search).length === 0;
}
