package kith.marts.disclosure;

import org.jspecify.annotations.Nullable;

/**
 * What a publication showed of a figure.
 *
 * @param numerator null where it was hidden
 * @param denominator null where it was hidden, or has none
 * @param ofTotal the total that a shown band adds up to with the other bands: where bands went on
 *     as they were beside a total that changed, the one before it
 */
public record Before(
    @Nullable Double numerator, @Nullable Double denominator, @Nullable Before ofTotal) {

  /** A total, or a band whose total is the one beside it. */
  public Before(@Nullable Double numerator, @Nullable Double denominator) {
    this(numerator, denominator, null);
  }

  boolean isHidden() {
    return numerator == null;
  }
}
