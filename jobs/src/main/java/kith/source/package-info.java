/**
 * Describes sources: contracts, shapes, code lists, how cells are read, what a source carries, and
 * what a stage sees of its nights.
 */
@NullMarked
package kith.source;

import org.jspecify.annotations.NullMarked;
