/**
 * Describes sources: contracts, shapes, code lists, how cells are read, and what a source carries.
 */
package kith.source;
