// Passwords are kept as argon2id hashes only. A sign-in with an unknown address costs as much time as one with a wrong password.

import { hash, verify } from '@node-rs/argon2'

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let decoy: Promise<string> | undefined

/** Argon2id hash of a password, with its parameters and salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, options)
}

/** True when the password belongs to the hash; without a hash false, after the same work. */
export async function isPassword(password: string, known: string | null): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(known ?? (await decoy), password)
  return known !== null && matches
}
