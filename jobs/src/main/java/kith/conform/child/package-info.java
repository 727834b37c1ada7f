/**
 * Children: who they are, when they were born, and who seems to be the same child under two
 * numbers.
 */
@NullMarked
package kith.conform.child;

import org.jspecify.annotations.NullMarked;
