/** Runs the data quality rules on a night's tables. */
@NullMarked
package kith.quality;

import org.jspecify.annotations.NullMarked;
