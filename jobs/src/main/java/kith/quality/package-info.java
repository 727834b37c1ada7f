/**
 * Rules of data quality: what of a night's tables is not as it should be, counted beside the KPIs.
 */
package kith.quality;
