package kith.conform.care;

import java.time.LocalDate;

/** Days that stand for something else while a table is built. */
final class Days {

  /** Stands for the end of what has not ended, so that ends can be compared. Never stored. */
  static final LocalDate FAR = LocalDate.of(9999, 12, 31);

  private Days() {}
}
