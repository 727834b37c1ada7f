/**
 * Extract: lands every record of the sources' nights, quarantines what cannot be used, compares
 * with the night before.
 */
@NullMarked
package kith.extract;

import org.jspecify.annotations.NullMarked;
