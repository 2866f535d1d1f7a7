import { useTranslation } from 'react-i18next';
import type { NewTitle } from '../../../api/catalogue';
import type { Title } from '../../../api/types';
import { linesOf, textOf, type Fields } from '../../../lib/fields';
import type { FieldGroup } from '../../../ui/RecordForm';
import { audiences, formats } from '../words';

/** The fields of a title. One that was written down in a hurry can be said to be complete. */
export function useTitleGroups(isBrief: boolean): FieldGroup[] {
  const { t } = useTranslation('catalogue');
  return [
    {
      title: t('form.what'),
      fields: [
        { name: 'title', label: t('form.title'), isNeeded: true, isWide: true },
        { name: 'subtitle', label: t('form.subtitle'), isWide: true },
        { name: 'author', label: t('form.author') },
        { name: 'contributors', label: t('form.contributors'), kind: 'area', hint: t('form.perLine') },
        {
          name: 'format',
          label: t('form.format'),
          kind: 'choice',
          isNeeded: true,
          options: formats.map((value) => ({ value, label: t(`format.${value}`) })),
        },
        {
          name: 'audience',
          label: t('form.audience'),
          kind: 'choice',
          isNeeded: true,
          options: audiences.map((value) => ({ value, label: t(`audience.${value}`) })),
        },
        { name: 'minimum_age', label: t('form.minimumAge'), kind: 'number', hint: t('form.minimumAgeHint') },
      ],
    },
    {
      title: t('form.published'),
      fields: [
        { name: 'place', label: t('form.place') },
        { name: 'publisher', label: t('form.publisher') },
        { name: 'published_year', label: t('form.year'), kind: 'number' },
        { name: 'edition', label: t('form.edition') },
        { name: 'series', label: t('form.series') },
        { name: 'language', label: t('form.language') },
        { name: 'lccn', label: t('form.lccn'), hint: t('form.lccnHint') },
        { name: 'isbns', label: t('form.isbns'), kind: 'area', hint: t('form.perLine') },
        { name: 'issns', label: t('form.issns'), kind: 'area', hint: t('form.issnsHint') },
      ],
    },
    {
      title: t('form.content'),
      fields: [
        { name: 'subjects', label: t('form.subjects'), kind: 'area', hint: t('form.perLine') },
        { name: 'summary', label: t('form.summary'), kind: 'area' },
        { name: 'contents', label: t('form.contents'), kind: 'area', hint: t('form.contentsHint') },
        { name: 'physical_description', label: t('form.physical'), hint: t('form.physicalHint'), isWide: true },
        { name: 'links', label: t('form.links'), kind: 'area', hint: t('form.linksHint') },
        ...(isBrief ? [{ name: 'is_brief', label: t('form.brief'), kind: 'check' } as const] : []),
      ],
    },
  ];
}

const numbers = ['published_year', 'minimum_age'];
const lists = ['contributors', 'isbns', 'issns', 'subjects', 'links'];

/** The text of the form in the shape the service takes: lists by line, numbers as such. */
export function titleBodyOf(fields: Record<string, string | null>): Partial<NewTitle> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => {
      if (name === 'is_brief') return [name, text === 'yes'];
      if (lists.includes(name)) return [name, linesOf(text ?? '')];
      if (numbers.includes(name) && text !== null) return [name, Number(text)];
      return [name, text];
    }),
  ) as Partial<NewTitle>;
}

export const fieldsOfTitle = (title: Title): Fields => ({
  title: title.title,
  subtitle: textOf(title.subtitle),
  author: textOf(title.author),
  contributors: textOf(title.contributors),
  format: title.format,
  audience: title.audience,
  minimum_age: textOf(title.minimum_age),
  publisher: textOf(title.publisher),
  published_year: textOf(title.published_year),
  edition: textOf(title.edition),
  series: textOf(title.series),
  language: textOf(title.language),
  isbns: textOf(title.isbns),
  subjects: textOf(title.subjects),
  summary: textOf(title.summary),
  issns: textOf(title.issns),
  lccn: textOf(title.lccn),
  place: textOf(title.place),
  physical_description: textOf(title.physical_description),
  contents: textOf(title.contents),
  links: textOf(title.links),
  is_brief: textOf(title.is_brief),
});
