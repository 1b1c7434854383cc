// A server that holds the sample company says so and lists its people; any other answers "not found", and nothing is offered.

import { z } from 'zod'

const samplePeople = z.object({
  people: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      role: z.string(),
      clientIds: z.array(z.string()).nullable().optional(),
      clients: z.number().nullable().optional()
    })
  )
})

export type SamplePerson = z.infer<typeof samplePeople>['people'][number]

/** The one password of every sample person; it is no secret. */
export const samplePassword = 'fixpoint-sample'

export async function fetchSamplePeople(serverUrl: string): Promise<readonly SamplePerson[]> {
  try {
    const answer = await fetch(new URL('/v1/sample', serverUrl))
    if (!answer.ok) return []
    const parsed = samplePeople.safeParse(await answer.json())
    return parsed.success ? parsed.data.people : []
  } catch {
    return []
  }
}
