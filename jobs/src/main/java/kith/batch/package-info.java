/** Runs stages as Spring Batch jobs: what of a night is done, what is left, how it ends. */
package kith.batch;
