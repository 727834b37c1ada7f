/**
 * Conform: reads cells by their contracts, converts every system's records to staging, and builds
 * dimensions and facts, one package per subject.
 */
@NullMarked
package kith.conform;

import org.jspecify.annotations.NullMarked;
