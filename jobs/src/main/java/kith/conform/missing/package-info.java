/** Missing episodes and return interviews. */
package kith.conform.missing;
