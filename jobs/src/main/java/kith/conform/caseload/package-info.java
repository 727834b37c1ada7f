/** Who holds which case, and how many. */
package kith.conform.caseload;
