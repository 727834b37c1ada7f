/** Which worker holds which case, and how many. */
@NullMarked
package kith.conform.caseload;

import org.jspecify.annotations.NullMarked;
