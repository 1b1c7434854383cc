// What every room with records shares: forms that keep what was typed, histories, amounts, rows and cards.

export { RecordActions } from './RecordActions.tsx'
export { RecordForm } from './RecordForm.tsx'
export { type CustomControl, type CustomControlProps, type FormFieldSpec, type ReadValue, type Typed, typedMinutes } from './form-spec.ts'
export { EditableLines } from './EditableLines.tsx'
export { HistoryList } from './HistoryList.tsx'
export { minorDigits, moneyWords, readMinor, shownMinor } from './money.ts'
export { Card, Cards, Figure, Figures, Quiet, RecordLink, Row, Rows, TwoColumns } from './layout.tsx'
export { Sparkline } from './Sparkline.tsx'
export { TicketRows } from './TicketRows.tsx'
export { valueWords } from './value-words.ts'
export { SearchBox } from './SearchBox.tsx'
