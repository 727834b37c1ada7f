/** Workers, their teams and roles, and their months in post. */
@NullMarked
package kith.conform.workforce;

import org.jspecify.annotations.NullMarked;
