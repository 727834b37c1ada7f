/**
 * Reads the files that publishers offer for download, by what {@code conf/benchmarks} says of them,
 * and writes the folder that the source {@code benchmark} is read from.
 */
@NullMarked
package kith.benchmark;

import org.jspecify.annotations.NullMarked;
