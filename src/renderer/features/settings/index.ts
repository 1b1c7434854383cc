// The settings room's public face.

export { SettingsRoom } from './SettingsRoom.tsx'
