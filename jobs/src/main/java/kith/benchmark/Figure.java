package kith.benchmark;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A published cell: a number, or why there is none.
 *
 * @param number null where the publisher gives a symbol
 * @param status a code of {@code conf/codes/benchmark_status.csv}
 */
record Figure(@Nullable BigDecimal number, String status) {

  /** A share of nothing. */
  static final Figure NOT_APPLICABLE = new Figure(null, "not_applicable");

  static Figure of(BigDecimal number) {
    return new Figure(number, "published");
  }
}
