import { expect, it } from 'vitest';
import { isCountedBy, isReportTab, lastWeeks } from './lists';

it('counts four weeks unless told otherwise, over months and years', () => {
  expect(lastWeeks('2026-03-10')).toEqual({ from: '2026-02-11', to: '2026-03-10' });
  expect(lastWeeks('2026-01-05')).toEqual({ from: '2025-12-09', to: '2026-01-05' });
});

it('takes from an address only what there is', () => {
  expect([isReportTab('lost'), isReportTab('found'), isReportTab(undefined)]).toEqual([true, false, false]);
  expect([isCountedBy('hour'), isCountedBy('year')]).toEqual([true, false]);
});
