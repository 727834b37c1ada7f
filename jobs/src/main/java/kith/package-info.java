/** The entry point of Kith, the corporate parenting warehouse. */
@NullMarked
package kith;

import org.jspecify.annotations.NullMarked;
