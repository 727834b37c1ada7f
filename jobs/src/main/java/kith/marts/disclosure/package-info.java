/**
 * Disclosure: decides which figures must be hidden so that no small number can be worked out from
 * those that are published (R13), and attacks what is published to show that none can.
 */
@NullMarked
package kith.marts.disclosure;

import org.jspecify.annotations.NullMarked;
