import '@fontsource-variable/inter/wght.css';
import './mantine.css';
import './tokens.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchInput } from '@/api/client';
import { Problem } from '@/api/problem';
import { makeRouter } from './router';
import { theme } from './theme';

const RETRIES = 2;
/** A net below the stream of changes, which says what is stale much earlier. */
const STALE_AFTER = 30_000;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_AFTER,
      retry: (count, failure) => count < RETRIES && Problem.from(failure).isPassing,
    },
  },
});
const router = makeRouter(client);
const scheme = localStorageColorSchemeManager({ key: 'companion.theme' });

watchInput();
// A file of before an upgrade is gone: the new document knows the new names. Once, or a lasting fault would loop.
addEventListener('vite:preloadError', event => {
  if (sessionStorage.getItem('companion.reloaded') !== null) return;
  sessionStorage.setItem('companion.reloaded', 'true');
  event.preventDefault();
  location.reload();
});

const root = document.getElementById('root');
if (root === null) throw new Error('the document has no root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
