// What stands on printed documents, by the language in which they are written.

import type { DocumentLanguage } from './document-language.ts'
import { paperWordsDe } from './paper-words-de.ts'
import { paperWordsEn } from './paper-words-en.ts'

/** Words on a paper. */
export type PaperWords = typeof paperWordsEn

/** Words on papers, by language. */
export const paperWords: Readonly<Record<DocumentLanguage, PaperWords>> = { en: paperWordsEn, de: paperWordsDe }
