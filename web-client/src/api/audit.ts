import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

export type AuditEvent = components['schemas']['AuditEvent'];

/** Which events; ids and kinds only, so that it may stand in an address. */
export interface AuditFilter {
  deed?: string | undefined;
  staff?: string | undefined;
  patron?: string | undefined;
  subject?: string | undefined;
  branch?: string | undefined;
  /** RFC 3339 instants. */
  from?: string | undefined;
  to?: string | undefined;
}

export const auditQuery = ({ deed, staff, patron, subject, branch, from, to }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', { deed, staff, patron, subject, branch, from, to }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/audit-events', {
          params: {
            query: {
              limit: 50,
              ...(deed && { deed }),
              ...(staff && { staff_id: staff }),
              ...(patron && { patron_id: patron }),
              ...(subject && { subject_id: subject }),
              ...(branch && { branch_id: branch }),
              ...(from && { from }),
              ...(to && { to }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
