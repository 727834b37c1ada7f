/** Authorities, their neighbours, populations and published figures. */
@NullMarked
package kith.conform.benchmark;

import org.jspecify.annotations.NullMarked;
