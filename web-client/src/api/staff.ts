import { queryOptions } from '@tanstack/react-query';
import { answer, api, versioned, type Versioned } from './client';
import { everyItem } from './pages';
import type { components } from './schema';
import type { Sent } from './wire';

export type Staff = components['schemas']['Staff'];
export type NewStaff = Sent<'/api/v1/staff', 'post'>;
export type StaffChange = Sent<'/api/v1/staff/{id}', 'patch'>;

/** Everybody on the staff. Whom one looks for among them is nobody else's to read, so it is not asked of the service. */
export const everyStaffQuery = () =>
  queryOptions({
    queryKey: ['staff', 'every'],
    queryFn: () =>
      everyItem((cursor) => answer(api.GET('/api/v1/staff', { params: { query: { limit: 200, ...cursor } } }))),
  });

export const staffQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', id],
    queryFn: () => versioned(api.GET('/api/v1/staff/{id}', { params: { path: { id } } })),
  });

export const addStaff = (body: NewStaff): Promise<Staff> => answer(api.POST('/api/v1/staff', { body }));

export const changeStaff = ({ value, etag }: Versioned<Staff>, body: StaffChange): Promise<Staff> =>
  answer(api.PATCH('/api/v1/staff/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body }));

/** Gives a staff member a new password; their sessions end. */
export const setStaffPassword = (id: string, password: string) =>
  answer(api.POST('/api/v1/staff/{id}/password', { params: { path: { id } }, body: { password } }));
