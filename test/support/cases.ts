// Property tests with cases that are the same at each run: a run says something about the change it was made for, not about its luck.
// `FIXPOINT_SEED=N` plays others; `FIXPOINT_SEED=new` others at each run.

import fc from 'fast-check'

const asked = process.env['FIXPOINT_SEED'] ?? '1'
if (asked !== 'new') fc.configureGlobal({ seed: Number(asked) })

export { fc }
