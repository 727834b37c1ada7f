/** Publish: writes what readers may see, then moves the pointer. */
package kith.publish;
