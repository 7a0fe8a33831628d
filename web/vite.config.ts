/** Builds the web app to web/dist; in development it hands /api and the live socket to the server. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import pxtorem from 'postcss-pxtorem'
import { defineConfig } from 'vite'
import { checkPage } from './src/repair-fund/proof/check/check-page.plugin.ts'

const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue(), checkPage()],
  // Everything in rem, Element Plus too, so that the elder mode can enlarge the whole page from <html>.
  css: {
    postcss: {
      plugins: [
        pxtorem({ rootValue: 16, propList: ['*'], minPixelValue: 2, mediaQuery: false, selectorBlackList: [/^html/] }),
      ],
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: server, ws: true, changeOrigin: false } },
  },
  build: { target: 'es2022', outDir: 'dist', reportCompressedSize: false, chunkSizeWarningLimit: 800 },
})
