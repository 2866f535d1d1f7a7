import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where a development server forwards what the service answers. */
const service = process.env.CARREL_URL ?? 'http://127.0.0.1:8080';
const forward = {
  target: service,
  changeOrigin: true,
  // The service compares Origin with its own address before it reads the session cookie.
  headers: { origin: service },
};

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': forward, '/health': forward, '/problems': forward, '/docs': forward },
  },
  preview: { host: '127.0.0.1' },
  build: {
    target: 'es2022',
    manifest: true,
    // Pictures and fonts stay files of their own, so that a strict content policy needs no data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    // Long enough for a machine that has other things to do: no test waits for time to pass.
    testTimeout: 30_000,
    restoreMocks: true,
  },
});
