/**
 * Extract: checks a night's files against their contracts, lands every record, quarantines what
 * cannot be used, compares with the night before.
 */
package kith.extract;
