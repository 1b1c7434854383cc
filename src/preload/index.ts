// Carries questions and events over two channels and decides nothing: main checks sender, channel and payload. Never edited for a feature.

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { type Bridge, eventChannel, invokeChannel } from '#ipc/bridge.ts'

const bridge: Bridge = {
  invoke: (channel, input) => ipcRenderer.invoke(invokeChannel, channel, input),
  on: (event, listener) => {
    const handler = (_event: IpcRendererEvent, name: string, payload: unknown): void => (name === event ? listener(payload) : undefined)
    ipcRenderer.on(eventChannel, handler)
    return () => void ipcRenderer.removeListener(eventChannel, handler)
  }
}
contextBridge.exposeInMainWorld('fixpoint', bridge)
