import type { DefaultPackageBody, PackageEstimate, Settings } from '@/api/types';
import { counted } from '@/lib/words';

type Package = Settings['defaultPackage'];
export type Module = keyof Package['modules'];
export type AddOn = keyof Package['addOns'];
export type Language = NonNullable<DefaultPackageBody['language']>;

/** In the order of the guide. Antimalware is in every package. */
export const MODULES: readonly [Module, string][] = [
  ['advancedAntiExploit', 'Advanced Anti-Exploit'],
  ['advancedThreatControl', 'Advanced Threat Control'],
  ['deviceControl', 'Device Control'],
  ['firewall', 'Firewall'],
  ['contentControl', 'Content Control'],
  ['networkAttackDefense', 'Network Attack Defense'],
  ['powerUser', 'Power User'],
];

export const ADD_ONS: readonly [AddOn, string][] = [
  ['edrSensor', 'EDR Sensor'],
  ['patchManagement', 'Patch Management'],
  ['exchangeProtection', 'Exchange Protection'],
  ['fullDiskEncryption', 'Full Disk Encryption'],
];

/** By their own names, as the agent shows them. */
export const LANGUAGE: Record<Language, string> = {
  en_US: 'English',
  es_ES: 'Español',
  de_DE: 'Deutsch',
  fr_FR: 'Français',
  ro_RO: 'Română',
  pl_PL: 'Polski',
  pt_BR: 'Português (Brasil)',
  it_IT: 'Italiano',
  ru_RU: 'Русский',
};

/** The package with what was changed here. */
export function changed(present: Package, change: DefaultPackageBody): Package {
  return {
    modules: { ...present.modules, ...change.modules },
    addOns: { ...present.addOns, ...change.addOns },
    removeCompetitors: change.removeCompetitors ?? present.removeCompetitors,
    language: change.language ?? present.language,
  };
}

function differs<Names extends object>(one: Names, other: Names): boolean {
  return (Object.keys({ ...one, ...other }) as (keyof Names)[]).some(
    name => Boolean(one[name]) !== Boolean(other[name]),
  );
}

export function isSame(one: Package, other: Package): boolean {
  return (
    !differs(one.modules, other.modules) &&
    !differs(one.addOns, other.addOns) &&
    one.removeCompetitors === other.removeCompetitors &&
    one.language === other.language
  );
}

/** What licences mean for an add-on, in words; null if no package is to have it. */
export function coverage(of: PackageEstimate['addOns'][number]): string | null {
  if (of.packages === 0) return null;
  const unknown = of.packages - of.covered - of.leftOut;
  const parts = [
    of.covered > 0 ? `licensed in ${of.covered}` : null,
    of.leftOut > 0 ? `not licensed and left out in ${of.leftOut}` : null,
    unknown > 0 ? `not checked yet in ${unknown}` : null,
  ].filter(part => part !== null);
  return `Of ${counted(of.packages, 'package')}: ${parts.join(', ')}`;
}
