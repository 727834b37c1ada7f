/** Invents an authority and writes its extracts, independently of the rest of Kith. */
@NullMarked
package kith.simulate;

import org.jspecify.annotations.NullMarked;
