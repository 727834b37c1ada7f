/** Episodes and periods of care, legal statuses, care plans, reviews and visits. */
@NullMarked
package kith.conform.care;

import org.jspecify.annotations.NullMarked;
