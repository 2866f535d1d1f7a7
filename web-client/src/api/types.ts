import type { components } from './schema';

type Schemas = components['schemas'];

/** The wire types the screens use, each by the name the service gives it. */
export type Account = Schemas['Account'];
export type Block = Schemas['Block'];
export type Branch = Schemas['Branch'];
export type BranchRef = Schemas['BranchRef'];
export type CodeRef = Schemas['CodeRef'];
export type Desk = Schemas['Desk'];
export type DeskRef = Schemas['DeskRef'];
export type FieldError = Schemas['FieldError'];
export type Fine = Schemas['Fine'];
export type Item = Schemas['Item'];
export type ItemChangeRefusal = Schemas['ItemChangeRefusal'];
export type ItemChangesPreview = Schemas['ItemChangesPreview'];
export type ItemChangesResult = Schemas['ItemChangesResult'];
export type ItemEvent = Schemas['ItemEvent'];
export type ItemRef = Schemas['ItemRef'];
export type Library = Schemas['Library'];
export type Loan = Schemas['Loan'];
export type Message = Schemas['Message'];
export type Patron = Schemas['Patron'];
export type PatronRef = Schemas['PatronRef'];
export type PatronSummary = Schemas['PatronSummary'];
export type PatronDuplicate = Schemas['Duplicate'];
export type PlannedItemChange = Schemas['PlannedItemChange'];
export type Problem = Schemas['Problem'];
export type RenewalResult = Schemas['RenewalResult'];
export type Return = Schemas['Return'];
export type Role = Schemas['Role'];
export type Shelf = Schemas['Shelf'];
export type ShelfItem = Schemas['ShelfItem'];
export type SignIn = Schemas['SignIn'];
export type Title = Schemas['Title'];
export type TitleCopy = Schemas['TitleCopy'];
export type TitleFacets = Schemas['TitleFacets'];
export type TitleSummary = Schemas['TitleSummary'];
