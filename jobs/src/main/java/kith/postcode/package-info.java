/** Loads the postcode directory as the Office for National Statistics publishes it. */
@NullMarked
package kith.postcode;

import org.jspecify.annotations.NullMarked;
