/** School enrolments, education plans and education results of children looked after. */
@NullMarked
package kith.conform.education;

import org.jspecify.annotations.NullMarked;
