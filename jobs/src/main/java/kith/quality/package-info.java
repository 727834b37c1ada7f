/** Asks the rules of data quality of a night's tables. */
@NullMarked
package kith.quality;

import org.jspecify.annotations.NullMarked;
