/** How care ended in permanence: adoptions and the steps to them. */
@NullMarked
package kith.conform.permanence;

import org.jspecify.annotations.NullMarked;
