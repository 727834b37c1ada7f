/**
 * Health assessments, immunisations, strengths and difficulties scores, child and family
 * assessments.
 */
package kith.conform.assessment;
