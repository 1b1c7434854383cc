// The hidden engine window of the desktop app: it keeps the profile's shared worker alive and answers main when the program quits.

import { createIpcClient } from '#ipc/client.ts'

if (window.fixpoint === undefined) throw new Error('the engine window runs in the desktop app only')
const ipc = createIpcClient(window.fixpoint)

ipc.on('engine.drain', () => void ipc.call('engine.drained', {}))
