/**
 * Reads the files that publishers offer for download and writes the folder that the source {@code
 * benchmark} is read from. What a file's columns and labels mean is data in {@code
 * conf/benchmarks}.
 */
@NullMarked
package kith.benchmark;

import org.jspecify.annotations.NullMarked;
