/** Placements: where a child lived, with whom, and for how long. */
package kith.conform.placement;
