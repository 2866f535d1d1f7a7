import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import i18next from 'i18next';
import { Suspense, type ReactNode } from 'react';
import { loadWords, startWords } from '../app/i18n';

/** Draws a part of a screen, in English, with the words of its feature. */
export async function show(part: ReactNode, ...words: string[]): Promise<void> {
  if (!i18next.isInitialized) await startWords();
  await i18next.changeLanguage('en');
  await loadWords(...words);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <Suspense>{part}</Suspense>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
