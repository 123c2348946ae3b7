import type { components } from './schema';

type Schemas = components['schemas'];

export type Site = Schemas['SiteItem'];
export type SiteState = Site['state'];
export type SitePage = Schemas['ListPageSiteItem'];
export type Condition = Schemas['ConditionItem'];
export type Suggestion = Schemas['Suggestion'];
export type Company = Schemas['CompanyItem'];
export type Event = Schemas['EventItem'];
export type EventPage = Schemas['ListPageEventItem'];
export type EventAction = Schemas['EventAction'];
export type EventTypeCount = Schemas['EventTypeCount'];
export type ResolutionBody = Schemas['ResolutionBody'];
export type ActivityLine = Schemas['ActivityItem'];
export type User = Schemas['UserItem'];
export type Task = Schemas['Task'];
export type TaskItem = Schemas['Item'];
export type Settings = Schemas['SettingsItem'];
export type Session = Schemas['SessionItem'];
export type LinkBody = Schemas['LinkBody'];
export type Refusal = Schemas['Refusal'];
