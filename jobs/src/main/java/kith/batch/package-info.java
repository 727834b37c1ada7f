/** Runs stages as Spring Batch jobs: what of a night is done, what is left, how it ends. */
@NullMarked
package kith.batch;

import org.jspecify.annotations.NullMarked;
