// Bytes as text and back, by the browser's own coder, in parts that it takes.

const partBytes = 32_766

/** Base64 of bytes. */
export function bytesToBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += partBytes) text += btoa(String.fromCharCode(...bytes.subarray(at, at + partBytes)))
  return text
}

/** Bytes of base64. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
