import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import pages from './vite.config';

// Beside the build's, which knows none of the packages of the tests.
export default mergeConfig(pages, defineConfig({ test: { environment: 'node', include: ['src/**/*.test.ts'] } }));
