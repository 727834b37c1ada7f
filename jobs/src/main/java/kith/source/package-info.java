/**
 * Describes sources: contracts, shapes, code lists, how cells are read, what a source carries, and
 * the view of its nights that stages get.
 */
@NullMarked
package kith.source;

import org.jspecify.annotations.NullMarked;
