/**
 * Health assessments, immunisations, strengths and difficulties scores, child and family
 * assessments, substance misuse and offences.
 */
@NullMarked
package kith.conform.assessment;

import org.jspecify.annotations.NullMarked;
