/** Publish: writes what readers may see, then moves the pointer. */
@NullMarked
package kith.publish;

import org.jspecify.annotations.NullMarked;
