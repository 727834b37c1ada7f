/**
 * Extract: lands every record of the sources' nights, quarantines what cannot be used, compares
 * with the night before.
 */
package kith.extract;
