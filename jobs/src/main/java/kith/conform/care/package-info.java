/** Episodes and periods of care, legal statuses, reviews and visits. */
package kith.conform.care;
