import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { changeTitle } from '../api/catalogue';
import { ApiProblem } from '../api/problem';
import { EditTitlePage } from '../features/catalogue/title/TitleFormPage';
import { show } from './screen';

vi.mock('../api/catalogue', () => {
  const said = {
    contributors: [],
    subjects: [],
    links: [],
    issns: [],
    isbns: ['9780141439471'],
    format: 'book',
    audience: 'adult',
  };
  const versions = [
    { value: { ...said, id: 't', title: 'Frankenstein' }, etag: '"v1"' },
    { value: { ...said, id: 't', title: 'Frankenstein', contents: 'Letters -- Chapters' }, etag: '"v2"' },
  ];
  return {
    addTitle: vi.fn(),
    changeTitle: vi.fn(),
    titleQuery: (id: string) => ({ queryKey: ['titles', id], queryFn: () => Promise.resolve(versions.shift()) }),
  };
});

const refusal = (status: number, problem: object) => new ApiProblem(problem, { status, headers: new Headers() });

it('a title that was changed meanwhile offers the newer version, and a wrong entry of a list is told at its field', async () => {
  vi.mocked(changeTitle)
    .mockRejectedValueOnce(refusal(412, { code: 'stale' }))
    .mockRejectedValueOnce(
      refusal(422, {
        code: 'invalid-fields',
        errors: [{ pointer: '/issns/1', code: 'issn', detail: 'No.' }],
      }),
    );
  await show(<EditTitlePage titleId="t" onDone={vi.fn()} />, 'catalogue');
  fireEvent.change(await screen.findByLabelText('LCCN'), { target: { value: '85001234' } });
  fireEvent.click(screen.getByText('Save'));
  const newer = await screen.findByText('Show the newer version');
  expect(changeTitle).toHaveBeenLastCalledWith(expect.objectContaining({ etag: '"v1"' }), { lccn: '85001234' });

  fireEvent.click(newer);
  expect(await screen.findByDisplayValue('Letters -- Chapters')).toBeTruthy();
  expect(screen.getByLabelText('LCCN')).toHaveProperty('value', '');
  fireEvent.change(screen.getByLabelText('ISSN'), { target: { value: '0028-0836\n1' } });
  fireEvent.click(screen.getByText('Save'));
  expect(await screen.findByText('Not an ISSN: 8 digits, such as 0028-0836.')).toBeTruthy();
  expect(changeTitle).toHaveBeenLastCalledWith(expect.objectContaining({ etag: '"v2"' }), {
    issns: ['0028-0836', '1'],
  });
}, 20_000);
