package io.labelloop.pool;

/** Why a line of the pool is no item. */
public enum RejectReason {
  BROKEN_JSON,
  NOT_AN_OBJECT,
  MISSING_FIELD,
  WRONG_TYPE,
  WRONG_NUMBER_OF_COLUMNS,
  BROKEN_CSV,
  BAD_ID,
  EMPTY_TEXT,
  TEXT_TOO_LONG,
  LINE_TOO_LONG,
  NOT_UTF_8,
  NOT_A_NUMBER,
  BAD_PICTURE,
  DUPLICATE_ID
}
