import type { Attributes } from '../../api/policies';

export type AttributeName = keyof Attributes;
export type AttributeGroup = 'loan' | 'renewal' | 'fine' | 'lost' | 'hold' | 'return';

/** What a rule can say, in the order people ask for it. */
export const attributeGroups: Record<AttributeGroup, readonly AttributeName[]> = {
  loan: [
    'loanable',
    'loan_length',
    'loan_unit',
    'hard_due_date',
    'hard_due_mode',
    'closed_day_mode',
    'max_loans',
    'max_onsite_loans',
    'high_demand',
  ],
  renewal: ['renewals_max', 'renewal_length', 'renewal_from', 'no_renewal_before_days', 'auto_renew'],
  fine: [
    'fine_amount',
    'fine_every',
    'fine_unit',
    'fine_charge_at',
    'grace',
    'grace_mode',
    'fine_cap',
    'fine_counts_closed',
  ],
  lost: [
    'aged_to_lost_days',
    'replacement_default',
    'processing_fee',
    'lost_refund',
    'lost_refund_days',
    'overdue_on_lost',
  ],
  hold: ['holdable', 'on_shelf_holds', 'item_level_holds', 'holds_per_title', 'pickup_allowed', 'hold_shelf_open_days'],
  return: ['return_allowed'],
};

export const groupNames = Object.keys(attributeGroups) as AttributeGroup[];
export const attributeNames = groupNames.flatMap((group) => attributeGroups[group]);

/** Attributes whose answer is one of a few words. */
export const choices = {
  loan_unit: ['days', 'hours'],
  fine_unit: ['days', 'hours'],
  hard_due_mode: ['exact', 'ceiling', 'floor'],
  closed_day_mode: ['ignore', 'move_forward', 'count_open_days'],
  renewal_from: ['due', 'today'],
  fine_charge_at: ['end', 'start'],
  grace_mode: ['threshold', 'deducted'],
  lost_refund: ['paid_and_unpaid', 'unpaid_only', 'none'],
  overdue_on_lost: ['charge', 'forgive', 'restore'],
  pickup_allowed: ['anywhere', 'home', 'holding', 'home_or_holding'],
  return_allowed: ['anywhere', 'home', 'holding', 'home_or_holding'],
} as const satisfies Partial<Record<AttributeName, readonly string[]>>;

type ChoiceName = keyof typeof choices;
export const isChoice = (name: AttributeName): name is ChoiceName => name in choices;

const yesNo: readonly AttributeName[] = [
  'loanable',
  'auto_renew',
  'fine_counts_closed',
  'holdable',
  'on_shelf_holds',
  'item_level_holds',
];
export const isYesNo = (name: AttributeName): boolean => yesNo.includes(name);

const amounts: readonly AttributeName[] = ['fine_amount', 'fine_cap', 'replacement_default', 'processing_fee'];
export const isAmount = (name: AttributeName): boolean => amounts.includes(name);

/** The limits of a patron, in the order they are shown. */
export const limitNames = ['max_loans', 'max_holds', 'max_balance', 'max_overdue', 'max_lost', 'fine_cap'] as const;
export type LimitName = (typeof limitNames)[number];
export const isLimitAmount = (name: LimitName): boolean => name === 'max_balance' || name === 'fine_cap';
