/** Care leavers and the contacts with them. */
@NullMarked
package kith.conform.careleaver;

import org.jspecify.annotations.NullMarked;
