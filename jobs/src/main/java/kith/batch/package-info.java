/**
 * Runs stages as Spring Batch jobs, and keeps track of what is done, what is left and how a run
 * ended.
 */
@NullMarked
package kith.batch;

import org.jspecify.annotations.NullMarked;
