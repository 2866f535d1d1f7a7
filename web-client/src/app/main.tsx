import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '../ui/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchActivity } from '../api/activity';
import { cssVariables, theme } from '../ui/theme';
import { startWords } from './i18n';
import { queryClient } from './queryClient';
import { router } from './router';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

watchActivity();
await startWords();
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
