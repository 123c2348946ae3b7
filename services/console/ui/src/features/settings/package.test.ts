// @vitest-environment node
import { expect, it } from 'vitest';
import { changed, isSame } from './package';

const PRESENT = {
  modules: { firewall: true, deviceControl: false },
  addOns: { edrSensor: false },
  removeCompetitors: true,
  language: 'en_US',
};

it('a change and its reverse leave the package as it was', () => {
  const once = changed(PRESENT, { modules: { deviceControl: true } });
  expect(isSame(PRESENT, once)).toBe(false);
  expect(isSame(PRESENT, changed(once, { modules: { deviceControl: false } }))).toBe(true);
});

it('what is switched off is the same as what is not named', () => {
  expect(isSame(PRESENT, { ...PRESENT, addOns: {} })).toBe(true);
});

it('each part of the package counts', () => {
  expect(isSame(PRESENT, changed(PRESENT, { language: 'de_DE' }))).toBe(false);
  expect(isSame(PRESENT, changed(PRESENT, { removeCompetitors: false }))).toBe(false);
  expect(isSame(PRESENT, changed(PRESENT, { addOns: { edrSensor: true } }))).toBe(false);
});
