/** Care leavers and the contacts with them. */
package kith.conform.careleaver;
