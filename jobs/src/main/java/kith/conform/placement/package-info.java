/** Placements: where a child lived, with whom, and for how long. */
@NullMarked
package kith.conform.placement;

import org.jspecify.annotations.NullMarked;
