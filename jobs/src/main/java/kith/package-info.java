/** The entry point of Kith, the corporate parenting warehouse. */
package kith;
