// What the schemas can't say about a subscription: its entity must exist, and children are asked for under their parent.

import { findEntity } from '#core/registry.ts'
import type { CountSpec, Query, Topics } from '#store/contract.ts'
import type { MessageError } from './window-error.ts'

/** Why this subscription can't be opened; null when it can. */
export function entityProblem(topic: keyof Topics, params: unknown): MessageError | null {
  if (topic !== 'query' && topic !== 'count') return null
  const spec = params as Query | CountSpec
  const entity = findEntity(spec.entity)
  if (!entity) return { type: 'invalid-input', field: 'params.entity', expected: 'the name of an entity' }
  if (topic === 'count')
    return entity.temperature === 'hot'
      ? null
      : { type: 'invalid-input', field: 'params.entity', expected: 'an entity that is kept in memory' }
  const { parentId, words } = spec as Query
  if (entity.temperature === 'hot')
    return parentId === undefined
      ? null
      : { type: 'invalid-input', field: 'params.parentId', expected: `no parent: ${entity.name} has none` }
  if (parentId === undefined)
    return { type: 'invalid-input', field: 'params.parentId', expected: `the ${entity.parent ?? 'parent'} of the rows` }
  return words === undefined ? null : { type: 'invalid-input', field: 'params.words', expected: 'no words: these rows are not searched' }
}
