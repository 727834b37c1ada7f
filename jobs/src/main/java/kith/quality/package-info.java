/** Asks the rules of data quality of a night's tables. */
package kith.quality;
