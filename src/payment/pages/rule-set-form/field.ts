/** Shows a field, and reads it, only while another has one of these values. */
interface When {
  readonly path: string
  readonly is: string
}

interface Asked {
  /** The setting's place in the document: `rounding.unitMinutes`. */
  readonly path: string
  readonly label: string
  readonly hint?: string
  readonly when?: When
}

/** Words. */
export interface TextField extends Asked {
  readonly kind: 'text' | 'area'
}

/** One of some values. The value `no` leaves the setting out; `yes` and `no` of a switch say whether the group is there. */
export interface ChoiceField extends Asked {
  readonly kind: 'choice' | 'switch'
  readonly options: readonly (readonly [value: string, text: string])[]
  /** True where the document holds a number. */
  readonly isNumber?: boolean
}

/** A whole number, or pounds that the document holds as pence. */
export interface NumberField extends Asked {
  readonly kind: 'number' | 'pounds'
  readonly suffix?: string
  /** True where an empty box is null. */
  readonly mayBeEmpty?: boolean
}

export interface DateField extends Asked {
  readonly kind: 'date'
}

/** A list of rows of numbers or pounds. */
export interface RowsField extends Asked {
  readonly kind: 'rows'
  readonly columns: readonly { readonly name: string; readonly label: string; readonly kind: 'number' | 'pounds' }[]
}

export type Field = TextField | ChoiceField | NumberField | DateField | RowsField

/** The name under which a browser sends a setting. */
export function nameOf(path: string): string {
  return path.replaceAll('.', '-')
}
