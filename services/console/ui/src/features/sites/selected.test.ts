import { expect, it } from 'vitest';
import { selectionBody } from './selected';

it('names all that match by their filter, and the exceptions', () => {
  const selection = { all: true, ids: new Set(['s7']) };
  expect(selectionBody({ q: 'dent', state: 'UNLINKED,SUGGESTED', sort: 'name' }, selection)).toEqual({
    all: true,
    filter: { q: 'dent', states: ['UNLINKED', 'SUGGESTED'] },
    except: ['s7'],
  });
  expect(selectionBody({}, { all: true, ids: new Set() })).toEqual({
    all: true,
    filter: { q: null, states: null },
    except: [],
  });
});

it('names single sites, whatever the filter is', () => {
  expect(selectionBody({ q: 'dent' }, { all: false, ids: new Set(['s1', 's2']) })).toEqual({ siteUids: ['s1', 's2'] });
});
