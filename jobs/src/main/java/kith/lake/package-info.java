/** The only package that reads and writes tables and state files. */
@NullMarked
package kith.lake;

import org.jspecify.annotations.NullMarked;
