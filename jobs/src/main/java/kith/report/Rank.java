package kith.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The place of the authority's own published figure among its statistical neighbours.
 *
 * @param place 1 is the best
 * @param ties others with the same figure
 * @param of authorities with a figure, with the authority itself
 */
record Rank(int place, int ties, int of, @Nullable LocalDate periodEnd) {}
