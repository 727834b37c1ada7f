/** Missing episodes and return interviews. */
@NullMarked
package kith.conform.missing;

import org.jspecify.annotations.NullMarked;
