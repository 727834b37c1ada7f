/**
 * Conform: reads cells by their contracts, brings every system into staging's words, and builds
 * dimensions and facts, a subject a package.
 */
@NullMarked
package kith.conform;

import org.jspecify.annotations.NullMarked;
