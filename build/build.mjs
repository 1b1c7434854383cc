// `npm run build`: the desktop app into out/main, out/preload and out/renderer, the server into out/server.
import { build } from './run.mjs'

process.exit((await build()).code)
